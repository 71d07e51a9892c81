import { clerkClient } from '@acme/nuxt/server';

// POST, so that a link on another site cannot sign users out: browsers send no session cookie with a form of another site.
export default defineEventHandler(async (event) => {
  const { sessionId } = event.context.auth();
  // The token has expired while the page was open. A page renews the session, a form does not.
  if (!sessionId) return sendRedirect(event, '/sign-out', 303);
  await clerkClient(event).sessions.revokeSession(sessionId);
  // The token in the cookie is valid until it expires (at most a minute), so the cookie is cleared.
  for (const name of Object.keys(parseCookies(event))) if (name.startsWith('__session')) deleteCookie(event, name);
  return sendRedirect(event, '/', 303);
});
