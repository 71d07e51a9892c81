import { clerkClient } from '@acme/tanstack-react-start/server';
import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/api/samples/client')({
  server: { handlers: { GET: async () => Response.json(await clerkClient().users.getUserList()) } },
});
