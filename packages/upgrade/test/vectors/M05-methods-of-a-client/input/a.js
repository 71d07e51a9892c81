import { createClerkClient, clerkClient } from '@clerk/clerk-sdk-node';

const clerk = createClerkClient({ secretKey: 'x' });
app.use(clerk.expressWithAuth());
app.get('/a', clerk.expressRequireAuth({ audience: 'a' }), (req, res) => res.end());
app.get('/b', clerk.expressWithAuth(options), (req, res) => res.end());
other.use(clerkClient.expressWithAuth());
