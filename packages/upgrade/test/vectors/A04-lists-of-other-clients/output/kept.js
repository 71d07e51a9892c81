const { clerkClient: { sessions } } = require('@clerk/clerk-sdk-node');

exports.count = async () => (await sessions.getSessionList()).length;
