const Clerk = require('@acme/backend').createClerkClient;

module.exports = Clerk({ apiKey: key });
