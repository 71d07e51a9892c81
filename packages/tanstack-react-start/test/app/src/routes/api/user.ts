import { auth, clerkClient } from '@acme/tanstack-react-start/server';
import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/api/user')({
  server: {
    handlers: {
      GET: async ({ request }) => {
        const { userId } = await auth();
        const clerk = request.url.endsWith('?over') ? clerkClient({ secretKey: 'sk_test_wrong' }) : clerkClient();
        try {
          const user = await clerk.users.getUser(userId ?? '');
          return Response.json({ email: user.primaryEmailAddress?.emailAddress });
        } catch (error) {
          const { name, status } = error as { readonly name: string; readonly status?: number };
          return Response.json({ name, status }, { status: 599 });
        }
      },
    },
  },
});
