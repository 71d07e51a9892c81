import { get } from 'node:http';
import { createClerkClient } from '@acme/backend';
import { createEmulator, type Emulator } from '@acme/emulator';
import { freePort } from 'testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createPageRunner, type PageRunner } from './page-runner.js';

// Guides print parts of servers. Each part runs as it is printed, in the smallest server around it.

let emulator: Emulator;
let runner: PageRunner;
beforeAll(async () => {
  // A token that expires on a slow machine would be refused as others are.
  emulator = await createEmulator({ sessionTokenLifetimeSeconds: 3600 });
  runner = createPageRunner({ ...emulator.env, CLERK_WEBHOOK_SIGNING_SECRET: emulator.webhooks.secret });
});
afterEach(() => runner.stop());
afterAll(async () => {
  runner.remove();
  await emulator.close();
});

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
/** A browser that opens a page, and was here before: it is not asked who it is. */
const opened = { accept: 'text/html', 'sec-fetch-dest': 'document', cookie: '__clerk_db_jwt=dvb_x' };

const expressApp = `import { clerkMiddleware } from '@acme/express';
import express from 'express';
const app = express();
app.use(clerkMiddleware());`;

const listen = {
  express: (port: number) => `app.listen(${String(port)});`,
  fastify: (port: number) => `await fastify.listen({ port: ${String(port)}, host: 'localhost' });`,
  hono: (name: string) => (port: number) =>
    `import { serve } from '@hono/node-server';\nserve({ fetch: ${name}.fetch, port: ${String(port)} });`,
};

interface Part {
  /** Its path below `docs`, without the ending. */
  readonly page: string;
  /** Each occurs in one block. */
  readonly blocks: readonly string[];
  readonly before?: string;
  readonly after: (port: number) => string;
}

/** Serves parts of a guide. @returns the address */
async function serve({ page, blocks, before = '', after }: Part): Promise<string> {
  const port = await freePort();
  const url = `http://localhost:${String(port)}`;
  runner.compose(`docs/${page}.md`, 'part.mjs', { blocks, before, after: after(port) });
  await runner.serve('part.mjs', url);
  return url;
}

const clientOf = ({ secretKey, url: apiUrl }: Emulator) => createClerkClient({ secretKey, apiUrl });

/** A token of somebody who administers an organization, and one of the same person without an organization. */
async function tokens(): Promise<Readonly<Record<'admin' | 'person', string>>> {
  const { userId } = await emulator.signIn('katherine@example.com');
  const { data } = await clientOf(emulator).users.getOrganizationMembershipList({ userId });
  const orgId = data.find(({ role }) => role === 'org:admin')?.organization.id;
  if (orgId === undefined) throw new Error('This user administers no organization.');
  return {
    admin: await emulator.mintSessionToken({ userId, orgId }),
    person: await emulator.mintSessionToken({ userId }),
  };
}

describe('webhooks', () => {
  it.each([
    { name: 'Express', block: "from '@acme/express/webhooks'", after: listen.express },
    { name: 'Fastify', block: "from '@acme/fastify/webhooks'", after: listen.fastify },
    { name: 'Hono', block: "from '@acme/hono/webhooks'", after: listen.hono('app') },
  ])('in $name are handled if they are signed', async ({ block, after }) => {
    const url = await serve({ page: 'guides/webhooks', blocks: ['function statusOf', block], after });
    const sender = await createEmulator({ webhooks: [{ url: `${url}/webhooks` }] });
    await clientOf(sender).users.createUser({ emailAddress: ['edsger@example.com'], firstName: 'Edsger' });
    await sender.webhooks.settled();
    expect(sender.webhooks.deliveries.filter(({ message }) => message.type === 'user.created')).toMatchObject([
      { status: 204 },
    ]);
    expect(await runner.printed(/\S+: welcome, Edsger\./)).toMatch(/^msg_/);
    await sender.close();
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`${url}/webhooks`, { method: 'POST', headers, body: '{}' })).status).toBe(400);
  });
});

describe('sign-in and refusal pages', () => {
  it('in Express depend on the request', async () => {
    const blocks = ["'/staff/sign-in'", 'Only administrators may see this.</h1>`'];
    const url = await serve({ page: 'guides/refusals', blocks, before: expressApp, after: listen.express });
    const { admin, person } = await tokens();
    const open = (path: string, headers = {}) =>
      fetch(url + path, { redirect: 'manual', headers: { ...opened, ...headers } });
    const signIn = async (path: string, headers = {}) => (await open(path, headers)).headers.get('location');
    const back = (path: string) => `redirect_url=${encodeURIComponent(url + path)}`;
    expect(await signIn('/shop/cart', { 'accept-language': 'nl' })).toBe(`/nl/sign-in?${back('/shop/cart')}`);
    expect(await signIn('/shop/staff')).toBe(`/staff/sign-in?${back('/shop/staff')}`);
    expect(await signIn('/admin')).toBe(`/sign-in?${back('/admin')}`);
    const refused = await open('/admin', bearer(person));
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('Only administrators')]);
    expect((await open('/admin', bearer(admin))).status).toBe(404);
    const program = await fetch(`${url}/admin`, { headers: bearer(person) });
    expect([program.status, program.headers.get('content-type')]).toEqual([403, expect.stringContaining('json')]);
  });

  it.each([
    { name: 'Fastify', block: 'const forAdmins', after: listen.fastify },
    { name: 'Hono', block: "hono.use('/admin'", after: listen.hono('hono') },
  ])('in $name are yours', async ({ block, after }) => {
    const url = await serve({ page: 'guides/refusals', blocks: [block], after });
    const { admin, person } = await tokens();
    const open = async (headers: object) => {
      const answer = await fetch(`${url}/admin`, { headers: { ...opened, ...headers } });
      return [answer.status, await answer.text()];
    };
    expect(await open(bearer(person))).toEqual([403, '<h1>403</h1>']);
    expect((await open(bearer(admin)))[0]).not.toBe(403);
  });
});

describe('an MCP server', () => {
  const resource = 'https://api.example.com/mcp';

  it('takes tokens that are for it, and tells where they come from', async () => {
    const blocks = ["import { Hono } from 'hono'", 'authServerMetadataHandlerClerk()', "'/mcp/pay'"];
    const url = await serve({ page: 'guides/mcp', blocks, after: listen.hono('app') });
    const [userId = ''] = emulator.users.map(({ id }) => id);
    const mint = (given: object) => emulator.mintOAuthToken({ userId, scopes: ['profile'], format: 'jwt', ...given });
    const { token } = await mint({ resource });
    const call = (own: string, path = '/mcp') => fetch(url + path, { method: 'POST', headers: bearer(own) });
    expect(await (await call(token)).json()).toMatchObject({ userId, scopes: ['profile'] });
    expect((await call(token, '/mcp/pay')).status).toBe(200);
    const { token: foreign } = await mint({ resource: 'https://other.example.com/mcp' });
    const refused = await call(foreign);
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
      401,
      expect.stringContaining('error="invalid_token"'),
    ]);
    const metadata = await fetch(`${url}/.well-known/oauth-protected-resource/mcp`);
    expect(await metadata.json()).toMatchObject({ resource });
    expect((await fetch(`${url}/.well-known/oauth-authorization-server`)).status).toBe(200);
  });
});

describe('several tenants', () => {
  it('that are organizations see their own pages', async () => {
    const blocks = ['organizationPatterns', "'/posts'", "'/orgs/:slug/settings'"];
    const before = "import express from 'express';\nconst app = express();";
    const url = await serve({ page: 'guides/multi-tenant', blocks, before, after: listen.express });
    const { admin, person } = await tokens();
    const [, claims = ''] = admin.split('.');
    const { o } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { readonly o: { readonly slg: string } };
    const statusOf = async (path: string, token: string) =>
      (await fetch(url + path, { headers: bearer(token) })).status;
    expect(await statusOf(`/orgs/${o.slg}/settings`, admin)).toBe(200);
    expect(await statusOf('/orgs/other/settings', admin)).toBe(404);
    expect(await statusOf(`/orgs/${o.slg}/settings`, person)).toBe(404);
    expect(await statusOf('/posts', person)).toBe(403);
  });

  it('that are instances have keys of their own', async () => {
    const others = [await createEmulator(), await createEmulator()];
    const variables = others.flatMap(({ env }, index) =>
      ['PUBLISHABLE_KEY', 'SECRET_KEY', 'JWT_KEY', 'API_URL'].map((name) => [
        `${'AB'[index] ?? ''}_${name}`,
        env[`CLERK_${name}`],
      ]),
    );
    const before = `import express from 'express';
const app = express();
for (const name of Object.keys(process.env)) if (name.startsWith('CLERK_')) delete process.env[name];
Object.assign(process.env, ${JSON.stringify(Object.fromEntries(variables))});`;
    const after = (port: number) =>
      `app.get('/who', (req, res) => res.send(String(getAuth(req).userId)));\n${listen.express(port)}`;
    const blocks = ['const tenants', 'const clients'];
    const url = await serve({ page: 'guides/multi-tenant', blocks, before, after });
    const ask = (host: string, token: string, path = '/who') =>
      new Promise<string>((resolve, reject) => {
        get(url + path, { headers: { host, ...bearer(token) } }, (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (part: string) => (text += part));
          answer.on('end', () => resolve(text)).on('error', reject);
        }).on('error', reject);
      });
    for (const [index, host] of ['a.example.com', 'b.example.com'].entries()) {
      const { userId = '', token = '' } =
        (await others[index]?.signIn('ada@example.com', { origin: `https://${host}` })) ?? {};
      expect(await ask(host, token)).toBe(userId);
      expect(JSON.parse(await ask(host, token, '/me'))).toMatchObject({ id: userId });
      expect(await ask(index === 0 ? 'b.example.com' : 'a.example.com', token)).toBe('null');
    }
    for (const other of others) await other.close();
  });
});

describe('an outage', () => {
  it('is told from a signed-out person', async () => {
    // Nobody answers there, and there is no key to verify with.
    const before = `delete process.env.CLERK_JWT_KEY;\nprocess.env.CLERK_API_URL = 'http://127.0.0.1:1';\n${expressApp}`;
    const url = await serve({ page: 'guides/outages', blocks: ["'/whoami'"], before, after: listen.express });
    const { person } = await tokens();
    const answer = await fetch(`${url}/whoami`, { headers: bearer(person) });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    expect(await (await fetch(`${url}/whoami`)).json()).toEqual({ signedIn: false });
  });
});

describe('a route that asks the service', () => {
  it('refuses a session that has ended', async () => {
    const page = 'concepts/caches-and-revocation';
    const url = await serve({ page, blocks: ["'/transfer'"], before: expressApp, after: listen.express });
    const { token, sessionId } = await emulator.signIn('ada@example.com', { origin: url });
    const transfer = async () => (await fetch(`${url}/transfer`, { method: 'POST', headers: bearer(token) })).status;
    expect(await transfer()).toBe(204);
    await clientOf(emulator).sessions.revokeSession(sessionId);
    expect(await transfer()).toBe(401);
  });
});

describe('workers', () => {
  it.each([
    { name: 'Hono', block: 'export default app', path: '/api/me' },
    { name: 'the backend', block: 'let clerk: ClerkClient', path: '/' },
    { name: 'one function', block: 'const { sub } = await verifyToken', path: '/' },
  ])('with $name know who is signed in', async ({ block, path }) => {
    runner.compose('docs/guides/workers.md', 'worker.mjs', { blocks: [block] });
    const origin = 'https://app.example.com';
    const { userId, token } = await emulator.signIn('ada@example.com', { origin });
    const program = (headers: object) => `import worker from './worker.mjs';
const request = new Request(${JSON.stringify(origin + path)}, { headers: ${JSON.stringify(headers)} });
const answer = await worker.fetch(request, ${JSON.stringify(emulator.env)});
console.log(answer.status, await answer.text());`;
    const run = (headers: object) => runner.run('--input-type=module', '--eval', program(headers));
    const person = await run(bearer(token));
    expect(person).toMatch(/^200 /);
    expect(person).toContain(userId);
    expect(await run({})).toMatch(/^401 /);
  });
});
