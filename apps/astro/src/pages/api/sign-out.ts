import { clerkClient } from '@acme/astro/server';
import type { APIRoute } from 'astro';

// POST, so that a link on another site cannot sign users out: browsers send no session cookie with a form of another site.
export const POST: APIRoute = async (context) => {
  const { sessionId } = context.locals.auth();
  // The token has expired while the page was open. A page renews the session, a form does not.
  if (!sessionId) return context.redirect('/sign-out', 303);
  await clerkClient(context).sessions.revokeSession(sessionId);
  // The token in the cookie is valid until it expires (at most a minute), so the cookie is cleared.
  const names = (context.request.headers.get('cookie') ?? '').split('; ').map((pair) => pair.split('=', 1)[0] ?? '');
  for (const name of names) if (name.startsWith('__session')) context.cookies.delete(name, { path: '/' });
  return context.redirect('/', 303);
};
