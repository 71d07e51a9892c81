import { auth, clerkClient } from '@acme/tanstack-react-start/server';
import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/api/samples/user')({
  server: {
    handlers: {
      GET: async () => {
        const { isAuthenticated, userId } = await auth();
        if (!isAuthenticated) return Response.json({ error: 'Unauthorized' }, { status: 401 });
        return Response.json({ user: await clerkClient().users.getUser(userId) });
      },
    },
  },
});
