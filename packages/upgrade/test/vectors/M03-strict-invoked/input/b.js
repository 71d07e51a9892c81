const sdk = require('@clerk/clerk-sdk-node');

exports.guard = (req, res, next) => {
  sdk.ClerkExpressRequireAuth({ jwtKey: process.env.CLERK_JWT_KEY })(req, res, (error) => {
    if (error) return res.status(403).json({ error: 'no' });
    req.userId = req.auth.userId;
    next();
  });
};

exports.load = (req, res) =>
  new Promise((resolve, reject) => {
    sdk.ClerkExpressRequireAuth()(req, res, function (error) {
      return error ? reject(error) : resolve(req.auth);
    });
  });
