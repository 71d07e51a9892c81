import { protect } from '@acme/tanstack-react-start/server';
import { createFileRoute } from '@tanstack/react-router';

/** JSON for scripts; 401 when signed out. */
async function whoAmI() {
  const { userId, sessionId } = await protect();
  return Response.json({ userId, sessionId });
}

export const Route = createFileRoute('/api/me')({ server: { handlers: { GET: whoAmI } } });
