const Clerk = require('@clerk/clerk-sdk-node/cjs/instance').default;
const Direct = require('@clerk/clerk-sdk-node/instance');

module.exports = [new Clerk({ apiKey: 'x' }), new Direct(process.env.CLERK_API_KEY)];
