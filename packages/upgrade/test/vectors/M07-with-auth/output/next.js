import { getAuth } from '@acme/express';
import { withAuth } from '@clerk/clerk-sdk-node';

export default withAuth((req, res) => res.json(getAuth(req).userId));
