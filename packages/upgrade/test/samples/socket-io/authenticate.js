const { clerkClient } = require('@clerk/clerk-sdk-node');

/** Lets a socket in if its handshake has a good session token. */
async function authenticate(socket, next) {
  const { token } = socket.handshake.auth;
  if (!token) return next(new Error('No token'));
  try {
    const claims = await clerkClient.verifyToken(token);
    socket.data.userId = claims.sub;
    socket.data.sessionId = claims.sid;
    next();
  } catch (error) {
    next(new Error('Bad token'));
  }
}

module.exports = { authenticate };
