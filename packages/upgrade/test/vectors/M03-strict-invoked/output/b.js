const { clerkMiddleware, getAuth } = require('@acme/express');

exports.guard = (req, res, next) => {
  clerkMiddleware({ jwtKey: process.env.CLERK_JWT_KEY })(req, res, (failure) => ((error) => {
    if (error) return res.status(403).json({ error: 'no' });
    req.userId = getAuth(req).userId;
    next();
  })(failure ?? (getAuth(req).isAuthenticated ? undefined : new Error('Unauthenticated'))));
};

exports.load = (req, res) =>
  new Promise((resolve, reject) => {
    clerkMiddleware()(req, res, (failure) => (function (error) {
      return error ? reject(error) : resolve(getAuth(req));
    })(failure ?? (getAuth(req).isAuthenticated ? undefined : new Error('Unauthenticated'))));
  });
