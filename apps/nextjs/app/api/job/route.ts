import { auth } from '@acme/nextjs/server';

// For programs, with an API key of a user or a machine token.
export async function GET() {
  const caller = await auth({ acceptsToken: ['api_key', 'm2m_token'] });
  if (!caller.isAuthenticated) return Response.json({ error: 'Send an API key or a machine token.' }, { status: 401 });
  return Response.json({ kind: caller.tokenType, subject: caller.subject });
}
