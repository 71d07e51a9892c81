import { withAuth } from '@clerk/clerk-sdk-node';

app.get('/a', withAuth((req, res) => res.json(req.auth.userId)));
