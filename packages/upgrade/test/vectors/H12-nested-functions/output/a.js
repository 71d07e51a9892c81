import { clerkMiddleware, getAuth } from '@acme/express';

const auth = clerkMiddleware();
export default (req, res) => {
  auth(req, res, () => {
    if (!getAuth(req).isAuthenticated) return res.end();
    res.json(getAuth(req).userId);
  });
};
