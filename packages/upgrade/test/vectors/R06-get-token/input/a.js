import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';

app.use(ClerkExpressWithAuth());
app.get('/a', async (req, res) => res.json(await req.auth.getToken({ template: 'supabase' })));
