import { getAuth } from '@acme/hono';
import { withAuth } from '@clerk/clerk-sdk-node';

export default withAuth((req, res) => res.json(getAuth(req).userId));
