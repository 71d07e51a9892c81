import { ClerkExpressRequireAuth, ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';

app.get('/a', ClerkExpressWithAuth({ strict: true }), (req, res) => res.end());
app.get('/b', ClerkExpressRequireAuth({ strict: false, audience: 'x' }), (req, res) => res.end());
