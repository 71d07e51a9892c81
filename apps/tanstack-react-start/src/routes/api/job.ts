import { protect } from '@acme/tanstack-react-start/server';
import { createFileRoute } from '@tanstack/react-router';

/** For programs, with an API key of a user or a machine token. */
async function runJob() {
  const { tokenType, subject } = await protect({ token: ['api_key', 'm2m_token'] });
  return Response.json({ kind: tokenType, subject });
}

export const Route = createFileRoute('/api/job')({ server: { handlers: { GET: runJob } } });
