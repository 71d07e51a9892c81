import { clerkClient } from '@acme/tanstack-react-start/server';
import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/api/samples/client-with-options')({
  server: {
    handlers: {
      GET: async () => {
        // Vite keeps secrets out of `import.meta.env`.
        const client = clerkClient({ secretKey: process.env['CLERK_SECRET_KEY'] });
        return Response.json(await client.users.getUserList());
      },
    },
  },
});
