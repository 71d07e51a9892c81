import { auth, clerkClient } from '@acme/nextjs/server';
import { cookies } from 'next/headers';

// POST, so that a link on another site cannot sign users out: browsers send no session cookie with a form of another site.
export async function POST() {
  const { sessionId } = await auth();
  // The token has expired while the page was open. A page renews the session, a form does not.
  if (!sessionId) return new Response(null, { status: 303, headers: { location: '/sign-out' } });
  const clerk = await clerkClient();
  await clerk.sessions.revokeSession(sessionId);
  // The token in the cookie is valid until it expires (at most a minute), so the cookie is cleared.
  const store = await cookies();
  for (const { name } of store.getAll()) if (name.startsWith('__session')) store.delete(name);
  return new Response(null, { status: 303, headers: { location: '/' } });
}
