import { clerkClient, clerkMiddleware, getAuth as acmeGetAuth } from '@acme/express';

const getAuth = () => 'mine';
app.use(clerkMiddleware());
app.get('/a', async (req, res) => res.json([await clerkClient.users.getUser(acmeGetAuth(req).userId), getAuth(), clerkClient.users]));
