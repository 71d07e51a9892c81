import formbody from '@fastify/formbody';
import { clerkClient, clerkPlugin, getAuth, protect } from '@acme/fastify';
import { verifyWebhook } from '@acme/fastify/webhooks';
import { html, join, page } from 'example-pages';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';

const signInUrl = process.env.CLERK_SIGN_IN_URL;
if (!signInUrl) throw new Error('Set CLERK_SIGN_IN_URL to the address of your sign-in page.');

/** The sign-in page, with a path of this app as the return address. */
const signInLink = (request: FastifyRequest, path: string): string => {
  const url = new URL(signInUrl);
  url.searchParams.set('redirect_url', `${request.protocol}://${request.host}${path}`);
  return url.href;
};

const signOutButton = html`<form method="post" action="/sign-out"><button>Sign out</button></form>`;
const sendPage = (reply: FastifyReply, text: string) => reply.type('text/html; charset=utf-8').send(text);

const app = Fastify();
await app.register(formbody);

// Reads CLERK_PUBLISHABLE_KEY and CLERK_SECRET_KEY from the environment and authenticates every request.
await app.register(clerkPlugin);

app.get('/', (request, reply) => {
  const { userId } = getAuth(request);
  const content = userId
    ? html`<p>You are signed in as <strong>${userId}</strong>.</p>
        <nav><a class="main" href="/protected">Your profile</a> ${signOutButton}</nav>`
    : html`<p>You are signed out.</p>
        <nav>
          <a class="main" href="/protected">Your profile</a> <a href="${signInLink(request, '/')}">Sign in</a>
        </nav>`;
  return sendPage(reply, page('Fastify example', content));
});

app.get('/protected', async (request, reply) => {
  const { userId } = getAuth(request);
  if (!userId) return reply.redirect(signInLink(request, request.originalUrl));

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
  return sendPage(reply, page('Your profile', content));
});

app.get('/api/me', { preHandler: protect() }, (request, reply) => {
  const { userId, sessionId } = getAuth(request);
  return reply.send({ userId, sessionId });
});

// The user's organizations. `orgId` is the active one.
app.get('/organization', async (request, reply) => {
  const { userId, orgId } = getAuth(request);
  if (!userId) return reply.redirect(signInLink(request, request.originalUrl));

  const { data } = await clerkClient.users.getOrganizationMembershipList({ userId });
  const rows = data.map(({ organization, role }) => html`<li>${organization.name}: ${role}</li>`);
  const content = html`<ul>
      ${join(rows)}
    </ul>
    <p>Working in: ${orgId ?? 'no organization'}</p>
    <nav><a class="main" href="/">Home</a></nav>`;
  return sendPage(reply, page('Your organizations', content));
});

// For users whose role in the active organization has the permission.
const managers = protect({ permission: 'org:members:list' });
app.get('/api/members', { preHandler: managers }, async (request) => {
  const { orgId } = getAuth(request);
  const { data } = await clerkClient.organizations.getOrganizationMembershipList({ organizationId: orgId ?? '' });
  return data.map(({ role, publicUserData }) => ({ userId: publicUserData?.userId, role }));
});

// For programs, with an API key of a user or a machine token.
app.get('/api/job', { preHandler: protect({ token: ['api_key', 'm2m_token'] }) }, (request, reply) => {
  const auth = getAuth(request, { acceptsToken: ['api_key', 'm2m_token'] });
  return reply.send({ kind: auth.tokenType, subject: auth.isAuthenticated ? auth.subject : null });
});

// Receives the service's events. CLERK_WEBHOOK_SIGNING_SECRET signs them; the signature covers the raw body.
await app.register((scope) => {
  scope.removeContentTypeParser('application/json');
  scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  scope.post('/webhooks', async (request, reply) => {
    try {
      const event = await verifyWebhook(request);
      return await reply.send({ received: event.type });
    } catch {
      return reply.code(400).send({ error: 'The signature is not good.' });
    }
  });
});

app.get('/sign-out', (request, reply) => {
  if (!getAuth(request).userId) return reply.redirect('/');
  const content = html`<p>Your session was renewed. Press the button again.</p>
    <nav>${signOutButton}</nav>`;
  return sendPage(reply, page('Sign out', content));
});

// POST, so that a link on another site cannot sign users out: browsers send no session cookie with a form of another site.
app.post('/sign-out', async (request, reply) => {
  const { sessionId } = getAuth(request);
  // The token has expired while the page was open. A page renews the session, a form does not.
  if (!sessionId) return reply.redirect('/sign-out', 303);
  await clerkClient.sessions.revokeSession(sessionId);
  // The token in the cookie is valid until it expires (at most a minute), so the cookie is cleared.
  for (const [, name = ''] of (request.headers.cookie ?? '').matchAll(/(?:^|;\s*)(__session[^=;]*)=/g))
    void reply.header('set-cookie', `${name}=; Path=/; Max-Age=0`);
  return reply.redirect('/', 303);
});

app.setErrorHandler((error, _request, reply) => {
  console.error(error);
  return sendPage(
    reply.code(500),
    page('Something went wrong', html`<p>The server could not answer. Its log says why.</p>`),
  );
});

const port = Number(process.env.PORT ?? 3000);
try {
  await app.listen({ port, host: 'localhost' });
  console.log(`Example app: http://localhost:${port}`);
} catch (error) {
  console.error(
    `The example app cannot listen on port ${port}: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
}
