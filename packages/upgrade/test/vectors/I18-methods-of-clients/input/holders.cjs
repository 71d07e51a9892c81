const sdk = require('@clerk/clerk-sdk-node');
const { verifyToken, users } = sdk.clerkClient;
const clerk = sdk.createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY });

module.exports = {
  one: (t) => verifyToken(t),
  two: (t) => sdk.default.verifyToken(t),
  three: (t) => require('@clerk/clerk-sdk-node').clerkClient.verifyToken(t),
  four: (t) => clerk?.verifyToken?.(t),
  users,
};
