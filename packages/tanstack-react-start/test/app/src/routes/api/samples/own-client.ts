import { createClerkClient } from '@acme/backend';
import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/api/samples/own-client')({
  server: {
    handlers: {
      GET: async () => {
        // From options alone: `apiUrl` leads to the emulator.
        const { CLERK_SECRET_KEY: secretKey, CLERK_API_URL: apiUrl } = process.env;
        return Response.json(await createClerkClient({ secretKey, apiUrl }).users.getUserList());
      },
    },
  },
});
