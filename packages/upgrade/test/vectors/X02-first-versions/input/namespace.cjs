const backend = require('@clerk/backend');

const clerk = new backend.Clerk({ secretKey: 'a' });
exports.other = require('@clerk/backend').Clerk({ secretKey: 'b' });
exports.count = async () => (await clerk.users.getUserList()).length;
