const express = require('express');
const { clerkClient } = require('@acme/express');

module.exports = async (id) => {
  return clerkClient.users.getUser(id);
};
