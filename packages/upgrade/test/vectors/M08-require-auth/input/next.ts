import { requireAuth } from '@clerk/clerk-sdk-node';

export default requireAuth(async (req, res) => res.json(req.auth.userId));
