import { ClerkExpressWithSession } from '@clerk/clerk-sdk-node';

app.use(ClerkExpressWithSession());
app.get('/a', (req, res) => res.json(req.sessionClaims));
app.get('/b', (req, res) => res.json(req.sessionClaims.sub));
