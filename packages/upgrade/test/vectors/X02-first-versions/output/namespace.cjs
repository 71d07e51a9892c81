const backend = require('@acme/backend');

const clerk = backend.createClerkClient({ secretKey: 'a' });
exports.other = require('@acme/backend').createClerkClient({ secretKey: 'b' });
exports.count = async () => (await clerk.users.getUserList()).data.length;
