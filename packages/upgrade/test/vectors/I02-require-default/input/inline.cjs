const sdk = require('@clerk/clerk-sdk-node');

exports.one = (id) => sdk.default.users.getUser(id);
exports.two = (id) => sdk.sessions.getSession(id);
