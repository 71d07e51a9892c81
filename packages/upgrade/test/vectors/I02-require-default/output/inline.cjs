const { clerkClient } = require('@acme/express');

exports.one = (id) => clerkClient.users.getUser(id);
exports.two = (id) => clerkClient.sessions.getSession(id);
