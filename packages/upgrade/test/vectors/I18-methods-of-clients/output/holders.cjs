const { clerkClient, createClerkClient, verifyToken: acmeVerifyToken } = require('@acme/express');
const { users } = clerkClient, verifyToken = (token, options) => acmeVerifyToken(token, { secretKey: process.env.CLERK_SECRET_KEY, ...options });
const clerk = createClerkClient({ secretKey: process.env.CLERK_SECRET_KEY });

module.exports = {
  one: (t) => verifyToken(t),
  two: (t) => acmeVerifyToken(t, { secretKey: process.env.CLERK_SECRET_KEY }),
  three: (t) => acmeVerifyToken(t, { secretKey: process.env.CLERK_SECRET_KEY }),
  four: (t) => acmeVerifyToken?.(t, { secretKey: process.env.CLERK_SECRET_KEY }),
  users,
};
