import clerk, { users as u, ClerkExpressWithAuth as auth } from '@clerk/clerk-sdk-node';

const getAuth = () => 'mine';
app.use(auth());
app.get('/a', async (req, res) => res.json([await u.getUser(req.auth.userId), getAuth(), clerk.users]));
