'use strict';
const { clerkClient } = require('@acme/express');
const express = require('express');

module.exports = async (id) => clerkClient.users.getUser(id);
