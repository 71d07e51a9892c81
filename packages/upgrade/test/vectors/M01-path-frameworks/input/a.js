import { ClerkExpressRequireAuth } from '@clerk/clerk-sdk-node';

app.use('/api', ClerkExpressRequireAuth());
