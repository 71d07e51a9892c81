import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';

const auth = ClerkExpressWithAuth();
export default (req, res) => {
  auth(req, res, () => {
    if (!req.auth.userId) return res.end();
    res.json(req.auth.userId);
  });
};
