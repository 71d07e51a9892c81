import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';

app.use(ClerkExpressWithAuth());
app.get('/a', (req: Request, res) => res.json(req.auth!.userId));
app.get('/b', (req, res) => res.json((req as any).auth.userId));
app.get('/c', (req, res) => res.json((req.auth as Auth).userId));
