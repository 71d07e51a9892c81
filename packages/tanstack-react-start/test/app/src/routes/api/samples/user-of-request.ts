import { createClerkClient } from '@acme/backend';
import { getAuth } from '@acme/tanstack-react-start/server';
import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/api/samples/user-of-request')({
  server: {
    handlers: {
      GET: async ({ request }) => {
        const { isAuthenticated, userId } = getAuth(request);
        if (!isAuthenticated) return Response.json({ error: 'Unauthorized' }, { status: 401 });
        // From options alone: `apiUrl` leads to the emulator.
        const { CLERK_SECRET_KEY: secretKey, CLERK_API_URL: apiUrl } = process.env;
        return Response.json({ user: await createClerkClient({ secretKey, apiUrl }).users.getUser(userId) });
      },
    },
  },
});
