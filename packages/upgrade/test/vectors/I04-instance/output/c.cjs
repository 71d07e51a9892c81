const { createClerkClient } = require('@acme/express');

module.exports = [createClerkClient({ secretKey: 'x' }), createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY })];
