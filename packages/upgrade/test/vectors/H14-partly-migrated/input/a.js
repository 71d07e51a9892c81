import { clerkMiddleware } from '@acme/express';
import { ClerkExpressWithAuth, users } from '@clerk/clerk-sdk-node';

app.use(clerkMiddleware());
app.use(ClerkExpressWithAuth());
users.getUser('a');
