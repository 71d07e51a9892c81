import { auth, clerkClient } from '@acme/tanstack-react-start/server';
import { createFileRoute } from '@tanstack/react-router';

// POST, so that a link on another site cannot sign users out: browsers send no session cookie with a form of another site.
async function signOut({ request }: { readonly request: Request }) {
  const { sessionId } = await auth();
  if (sessionId) await clerkClient().sessions.revokeSession(sessionId);
  // The token in the cookie is valid until it expires (at most a minute), so the cookie is cleared.
  const names = (request.headers.get('cookie') ?? '').split('; ').map((pair) => pair.split('=', 1)[0] ?? '');
  const headers = new Headers({ location: '/' });
  for (const name of names)
    if (name.startsWith('__session')) headers.append('set-cookie', `${name}=; Path=/; Max-Age=0; SameSite=Lax`);
  return new Response(null, { status: 303, headers });
}

export const Route = createFileRoute('/sign-out')({ server: { handlers: { POST: signOut } } });
