import { getAuth } from '@acme/express';
import { requireAuth } from '@clerk/clerk-sdk-node';

export default requireAuth(async (req, res) => res.json(getAuth(req).userId));
