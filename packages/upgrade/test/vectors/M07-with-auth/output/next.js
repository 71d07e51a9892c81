import { withAuth } from '@clerk/clerk-sdk-node';

export default withAuth((req, res) => res.json(req.auth.userId));
