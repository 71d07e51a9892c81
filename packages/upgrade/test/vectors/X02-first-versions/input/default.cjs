const Clerk = require('@clerk/backend').default;

module.exports = Clerk({ apiKey: key });
