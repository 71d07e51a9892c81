import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';

app.use(ClerkExpressWithAuth());
other.use(ClerkExpressWithAuth({ jwtKey: key }));
