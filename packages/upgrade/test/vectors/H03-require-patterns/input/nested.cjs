const express = require('express');

module.exports = async (id) => {
  const { users } = require('@clerk/clerk-sdk-node');
  return users.getUser(id);
};
