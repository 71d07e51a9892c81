import { clerkMiddleware, getAuth, protect } from '@acme/hono';
import { verifyWebhook } from '@acme/hono/webhooks';
import { html, join, page } from 'example-pages';
import { Hono, type Context } from 'hono';
import { env } from 'hono/adapter';

/** The sign-in page, with a path of this app as the return address. */
function signInLink(c: Context, path: string): string {
  const { CLERK_SIGN_IN_URL } = env<{ CLERK_SIGN_IN_URL?: string }>(c);
  if (!CLERK_SIGN_IN_URL) throw new Error('Set CLERK_SIGN_IN_URL to the address of your sign-in page.');
  const url = new URL(CLERK_SIGN_IN_URL);
  url.searchParams.set('redirect_url', new URL(path, c.req.url).href);
  return url.href;
}

const signOutButton = html`<form method="post" action="/sign-out"><button>Sign out</button></form>`;

/** The application. It runs on Node.js, Bun, Deno and workers. */
export const app = new Hono();

// Reads CLERK_PUBLISHABLE_KEY and CLERK_SECRET_KEY from the environment or the bindings and authenticates every request.
app.use(clerkMiddleware());

app.get('/', (c) => {
  const { userId } = getAuth(c);
  const content = userId
    ? html`<p>You are signed in as <strong>${userId}</strong>.</p>
        <nav><a class="main" href="/protected">Your profile</a> ${signOutButton}</nav>`
    : html`<p>You are signed out.</p>
        <nav><a class="main" href="/protected">Your profile</a> <a href="${signInLink(c, '/')}">Sign in</a></nav>`;
  return c.html(page('Hono example', content));
});

app.get('/protected', async (c) => {
  const { userId } = getAuth(c);
  if (!userId) return c.redirect(signInLink(c, c.req.path));

  const user = await c.get('clerk').users.getUser(userId);
  const content = html`<dl>
      <dt>Name</dt>
      <dd>${user.fullName ?? 'no name'}</dd>
      <dt>E-mail</dt>
      <dd>${user.primaryEmailAddress?.emailAddress ?? 'no e-mail address'}</dd>
      <dt>User</dt>
      <dd>${user.id}</dd>
    </dl>
    <nav><a class="main" href="/">Home</a> ${signOutButton}</nav>`;
  return c.html(page('Your profile', content));
});

app.get('/api/me', protect(), (c) => {
  const { userId, sessionId } = getAuth(c);
  return c.json({ userId, sessionId });
});

// The user's organizations. `orgId` is the active one.
app.get('/organization', async (c) => {
  const { userId, orgId } = getAuth(c);
  if (!userId) return c.redirect(signInLink(c, c.req.path));

  const { data } = await c.get('clerk').users.getOrganizationMembershipList({ userId });
  const rows = data.map(({ organization, role }) => html`<li>${organization.name}: ${role}</li>`);
  const content = html`<ul>
      ${join(rows)}
    </ul>
    <p>Working in: ${orgId ?? 'no organization'}</p>
    <nav><a class="main" href="/">Home</a></nav>`;
  return c.html(page('Your organizations', content));
});

// For users whose role in the active organization has the permission.
app.get('/api/members', protect({ permission: 'org:members:list' }), async (c) => {
  const { orgId } = getAuth(c);
  const { data } = await c.get('clerk').organizations.getOrganizationMembershipList({ organizationId: orgId ?? '' });
  return c.json(data.map(({ role, publicUserData }) => ({ userId: publicUserData?.userId, role })));
});

// For programs, with an API key of a user or a machine token.
app.get('/api/job', protect({ token: ['api_key', 'm2m_token'] }), (c) => {
  const auth = getAuth(c, { acceptsToken: ['api_key', 'm2m_token'] });
  return c.json({ kind: auth.tokenType, subject: auth.isAuthenticated ? auth.subject : null });
});

// Receives the service's events, signed with CLERK_WEBHOOK_SIGNING_SECRET.
app.post('/webhooks', async (c) => {
  try {
    const event = await verifyWebhook(c);
    return c.json({ received: event.type });
  } catch {
    return c.json({ error: 'The signature is not good.' }, 400);
  }
});

app.get('/sign-out', (c) => {
  if (!getAuth(c).userId) return c.redirect('/');
  const content = html`<p>Your session was renewed. Press the button again.</p>
    <nav>${signOutButton}</nav>`;
  return c.html(page('Sign out', content));
});

// POST, so that a link on another site cannot sign users out: browsers send no session cookie with a form of another site.
app.post('/sign-out', async (c) => {
  const { sessionId } = getAuth(c);
  // The token has expired while the page was open. A page renews the session, a form does not.
  if (!sessionId) return c.redirect('/sign-out', 303);
  await c.get('clerk').sessions.revokeSession(sessionId);
  // The token in the cookie is valid until it expires (at most a minute), so the cookie is cleared.
  for (const [, name = ''] of (c.req.header('cookie') ?? '').matchAll(/(?:^|;\s*)(__session[^=;]*)=/g))
    c.header('set-cookie', `${name}=; Path=/; Max-Age=0`, { append: true });
  return c.redirect('/', 303);
});

app.onError((error, c) => {
  console.error(error);
  return c.html(page('Something went wrong', html`<p>The server could not answer. Its log says why.</p>`), 500);
});
