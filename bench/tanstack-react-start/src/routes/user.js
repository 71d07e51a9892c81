import { createFileRoute } from '@tanstack/react-router';
import { userOf } from '#subject';

export const Route = createFileRoute('/user')({
  server: { handlers: { GET: async () => Response.json(await userOf()) } },
});
