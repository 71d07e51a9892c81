import { clerkClient, clerkMiddleware, getAuth } from '@acme/express';
import { verifyWebhook } from '@acme/express/webhooks';
import express, { type NextFunction, type Request, type Response } from 'express';
import { html, join, page } from 'example-pages';

const signInUrl = process.env.CLERK_SIGN_IN_URL;
if (!signInUrl) throw new Error('Set CLERK_SIGN_IN_URL to the address of your sign-in page.');

/** The sign-in page, with a path of this app as the return address. */
const signInLink = (req: Request, path: string): string => {
  const url = new URL(signInUrl);
  url.searchParams.set('redirect_url', `${req.protocol}://${req.get('host')}${path}`);
  return url.href;
};

const signOutButton = html`<form method="post" action="/sign-out"><button>Sign out</button></form>`;

const app = express();

// Reads CLERK_PUBLISHABLE_KEY and CLERK_SECRET_KEY from the environment and authenticates every request.
app.use(clerkMiddleware());

app.get('/', (req, res) => {
  const { userId } = getAuth(req);
  const content = userId
    ? html`<p>You are signed in as <strong>${userId}</strong>.</p>
        <nav><a class="main" href="/protected">Your profile</a> ${signOutButton}</nav>`
    : html`<p>You are signed out.</p>
        <nav><a class="main" href="/protected">Your profile</a> <a href="${signInLink(req, '/')}">Sign in</a></nav>`;
  res.send(page('Express example', content));
});

app.get('/protected', async (req, res, next) => {
  try {
    const { userId } = getAuth(req);
    if (!userId) return res.redirect(signInLink(req, req.originalUrl));

    const user = await clerkClient.users.getUser(userId);
    const content = html`<dl>
        <dt>Name</dt>
        <dd>${user.fullName ?? 'no name'}</dd>
        <dt>E-mail</dt>
        <dd>${user.primaryEmailAddress?.emailAddress ?? 'no e-mail address'}</dd>
        <dt>User</dt>
        <dd>${user.id}</dd>
      </dl>
      <nav><a class="main" href="/">Home</a> ${signOutButton}</nav>`;
    res.send(page('Your profile', content));
  } catch (error) {
    next(error); // Express 4 does not see a rejected promise.
  }
});

app.get('/api/me', (req, res) => {
  const { userId, sessionId } = getAuth(req);
  if (!userId) return res.status(401).json({ error: 'Sign in first.' });
  res.json({ userId, sessionId });
});

// The user's organizations. `orgId` is the active one.
app.get('/organization', async (req, res, next) => {
  try {
    const { userId, orgId } = getAuth(req);
    if (!userId) return res.redirect(signInLink(req, req.originalUrl));

    const { data } = await clerkClient.users.getOrganizationMembershipList({ userId });
    const rows = data.map(({ organization, role }) => html`<li>${organization.name}: ${role}</li>`);
    const content = html`<ul>
        ${join(rows)}
      </ul>
      <p>Working in: ${orgId ?? 'no organization'}</p>
      <nav><a class="main" href="/">Home</a></nav>`;
    res.send(page('Your organizations', content));
  } catch (error) {
    next(error);
  }
});

// For users whose role in the active organization has the permission.
app.get('/api/members', async (req, res, next) => {
  try {
    const { userId, orgId, has } = getAuth(req);
    if (!userId) return res.status(401).json({ error: 'Sign in first.' });
    if (!orgId || !has({ permission: 'org:members:list' }))
      return res.status(403).json({ error: 'Your role does not allow it.' });

    const { data } = await clerkClient.organizations.getOrganizationMembershipList({ organizationId: orgId });
    res.json(data.map(({ role, publicUserData }) => ({ userId: publicUserData?.userId, role })));
  } catch (error) {
    next(error);
  }
});

// For programs, with an API key of a user or a machine token.
app.get('/api/job', (req, res) => {
  const auth = getAuth(req, { acceptsToken: ['api_key', 'm2m_token'] });
  if (!auth.isAuthenticated) return res.status(401).json({ error: 'Send an API key or a machine token.' });
  res.json({ kind: auth.tokenType, subject: auth.subject });
});

// Receives the service's events. CLERK_WEBHOOK_SIGNING_SECRET signs them; the signature covers the raw body.
app.post('/webhooks', express.raw({ type: 'application/json' }), async (req, res) => {
  try {
    const event = await verifyWebhook(req);
    res.json({ received: event.type });
  } catch {
    res.status(400).json({ error: 'The signature is not good.' });
  }
});

app.get('/sign-out', (req, res) => {
  if (!getAuth(req).userId) return res.redirect('/');
  res.send(
    page(
      'Sign out',
      html`<p>Your session was renewed. Press the button again.</p>
        <nav>${signOutButton}</nav>`,
    ),
  );
});

// POST, so that a link on another site cannot sign users out: browsers send no session cookie with a form of another site.
app.post('/sign-out', async (req, res, next) => {
  try {
    const { sessionId } = getAuth(req);
    // The token has expired while the page was open. A page renews the session, a form does not.
    if (!sessionId) return res.redirect(303, '/sign-out');
    await clerkClient.sessions.revokeSession(sessionId);
    // The token in the cookie is valid until it expires (at most a minute), so the cookie is cleared.
    for (const [, name = ''] of (req.headers.cookie ?? '').matchAll(/(?:^|;\s*)(__session[^=;]*)=/g))
      res.clearCookie(name);
    res.redirect(303, '/');
  } catch (error) {
    next(error);
  }
});

app.use((error: unknown, _req: Request, res: Response, next: NextFunction) => {
  console.error(error);
  if (res.headersSent) return next(error);
  res.status(500).send(page('Something went wrong', html`<p>The server could not answer. Its log says why.</p>`));
});

const port = Number(process.env.PORT ?? 3000);
const server = app.listen(port, () => console.log(`Example app: http://localhost:${port}`));
server.on('error', (error) => {
  console.error(`The example app cannot listen on port ${port}: ${error.message}`);
  process.exit(1);
});
