const { createClerkClient } = require('@acme/backend');

const clerk = createClerkClient({
  secretKey: process.env.CLERK_SECRET_KEY,
  publishableKey: process.env.CLERK_PUBLISHABLE_KEY,
  apiUrl: process.env.CLERK_API_URL,
});

/** Who sends a request to a function of the platform, which no framework serves. */
async function readAuth(req) {
  const url = `https://${req.headers.host}${req.url}`;
  const state = await clerk.authenticateRequest(new Request(url, { headers: req.headers }));
  return state.toAuth();
}

module.exports = { clerk, readAuth };
