import { ClerkExpressRequireAuth, type RequireAuthProp } from '@clerk/clerk-sdk-node';

app.get('/a', ClerkExpressRequireAuth(), (req: RequireAuthProp<Request>, res) => res.json(req.auth.sessionClaims?.role));
