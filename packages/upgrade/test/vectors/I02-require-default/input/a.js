'use strict';
const clerk = require('@clerk/clerk-sdk-node').default;
const express = require('express');

module.exports = async (id) => clerk.users.getUser(id);
