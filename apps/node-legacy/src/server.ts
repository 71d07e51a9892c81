// An application written for the retired SDK. Only the package name in the import was changed.
import clerk, { ClerkExpressRequireAuth, ClerkExpressWithAuth, sessions, type WithAuthProp } from '@acme/node-legacy';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
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

/** The request with `auth`, which the middleware sets. */
const authOf = (req: Request) => (req as WithAuthProp<Request>).auth;

const app = express();
const withAuth = ClerkExpressWithAuth() as RequestHandler;
const requireAuth = ClerkExpressRequireAuth() as RequestHandler;

app.get('/', withAuth, (req, res) => {
  const { userId } = authOf(req);
  const content = userId
    ? html`<p>You are signed in as <strong>${userId}</strong>.</p>
        <nav><a class="main" href="/protected">Your profile</a> ${signOutButton}</nav>`
    : html`<p>You are signed out.</p>
        <nav><a class="main" href="/protected">Your profile</a> <a href="${signInLink(req, '/')}">Sign in</a></nav>`;
  res.send(page('Legacy example', content));
});

app.get('/protected', withAuth, async (req, res, next) => {
  try {
    const { userId } = authOf(req);
    if (!userId) return res.redirect(signInLink(req, req.originalUrl));

    // Lists are arrays, as up to 4.x.
    const [user] = await clerk.users.getUserList({ userId: [userId] });
    const content = html`<dl>
        <dt>Name</dt>
        <dd>${user?.fullName ?? 'no name'}</dd>
        <dt>E-mail</dt>
        <dd>${user?.primaryEmailAddress?.emailAddress ?? 'no e-mail address'}</dd>
        <dt>User</dt>
        <dd>${userId}</dd>
      </dl>
      <nav><a class="main" href="/">Home</a> ${signOutButton}</nav>`;
    res.send(page('Your profile', content));
  } catch (error) {
    next(error);
  }
});

app.get('/api/me', requireAuth, (req, res) => {
  const { userId, sessionId } = authOf(req);
  res.json({ userId, sessionId });
});

// The user's organizations. `orgId` is the active one.
app.get('/organization', withAuth, async (req, res, next) => {
  try {
    const { userId, orgId } = authOf(req);
    if (!userId) return res.redirect(signInLink(req, req.originalUrl));

    const memberships = await clerk.users.getOrganizationMembershipList({ userId });
    const rows = memberships.map(({ organization, role }) => html`<li>${organization.name}: ${role}</li>`);
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
app.get('/api/members', requireAuth, async (req, res, next) => {
  try {
    const { orgId, has } = authOf(req);
    if (!orgId || !has({ permission: 'org:members:list' }))
      return res.status(403).json({ error: 'Your role does not allow it.' });

    const memberships = await clerk.organizations.getOrganizationMembershipList({ organizationId: orgId });
    res.json(memberships.map(({ role, publicUserData }) => ({ userId: publicUserData?.userId, role })));
  } catch (error) {
    next(error);
  }
});

app.get('/sign-out', withAuth, (req, res) => {
  if (!authOf(req).userId) return res.redirect('/');
  res.send(
    page(
      'Sign out',
      html`<p>Your session was renewed. Press the button again.</p>
        <nav>${signOutButton}</nav>`,
    ),
  );
});

// POST, so that a link on another site cannot sign users out: browsers send no session cookie with a form of another site.
app.post('/sign-out', withAuth, async (req, res, next) => {
  try {
    const { sessionId } = authOf(req);
    // The token has expired while the page was open. A page renews the session, a form does not.
    if (!sessionId) return res.redirect(303, '/sign-out');
    await sessions.revokeSession(sessionId);
    // The token in the cookie is valid until it expires (at most a minute), so the cookie is cleared.
    for (const [, name = ''] of (req.headers.cookie ?? '').matchAll(/(?:^|;\s*)(__session[^=;]*)=/g))
      res.clearCookie(name);
    res.redirect(303, '/');
  } catch (error) {
    next(error);
  }
});

// Receives the errors of the strict middlewares, with their status.
app.use((error: Error & { statusCode?: number }, _req: Request, res: Response, next: NextFunction) => {
  if (res.headersSent) return next(error);
  if (error.statusCode) return res.status(error.statusCode).json({ error: error.message });
  console.error(error);
  return res
    .status(500)
    .send(page('Something went wrong', html`<p>The server could not answer. Its log says why.</p>`));
});

const port = Number(process.env.PORT ?? 3000);
const server = app.listen(port, () => console.log(`Example app: http://localhost:${port}`));
server.on('error', (error) => {
  console.error(`The example app cannot listen on port ${port}: ${error.message}`);
  process.exit(1);
});
