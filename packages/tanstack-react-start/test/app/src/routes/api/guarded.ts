import { protect } from '@acme/tanstack-react-start/server';
import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/api/guarded')({
  server: { handlers: { GET: async () => Response.json({ userId: (await protect()).userId }) } },
});
