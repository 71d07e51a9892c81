import { clerkMiddleware, getAuth } from '@acme/express';

app.use(clerkMiddleware());
app.get('/a', async (req, res) => res.json(await getAuth(req).getToken({ template: 'supabase' })));
