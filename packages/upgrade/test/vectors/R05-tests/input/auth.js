import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';

app.use(ClerkExpressWithAuth());
app.get('/a', (req, res) => (!req.auth.userId ? res.status(401).end() : res.end()));
app.get('/b', (req, res) => res.json(req.auth.userId || 'nobody'));
