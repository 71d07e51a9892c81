import { ClerkExpressWithAuth } from '@clerk/clerk-sdk-node';

app.use(ClerkExpressWithAuth());
const url = new URL('/api', base);
url.searchParams.set('_clerk_session_id', id);
