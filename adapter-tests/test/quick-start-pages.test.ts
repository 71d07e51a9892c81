import { createEmulator, type Emulator } from '@acme/emulator';
import { freePort } from 'testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { foundModerated } from './found-moderated.js';
import { createPageRunner, type PageRunner } from './page-runner.js';

// The quick starts of servers run from their first block to their last one, with what they print after the first server.

const secret = { CLERK_WEBHOOK_SIGNING_SECRET: 'whsec_c2lnbmluZyBzZWNyZXQgb2YgdGVzdHM=' };

let emulator: Emulator;
let runner: PageRunner;
let moderated: string;
beforeAll(async () => {
  // A page asks for this user.
  emulator = await createEmulator({
    seed: { users: [{ id: 'user_123', email_address: 'ada@example.com', first_name: 'Ada' }] },
  });
  runner = createPageRunner({ ...emulator.env, ...secret });
  moderated = await foundModerated(emulator, 'ada@example.com');
});
afterEach(() => runner.stop());
afterAll(async () => {
  runner.remove();
  await emulator.close();
});

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const json = { 'content-type': 'application/json' };
const browser = { accept: 'text/html', 'sec-fetch-dest': 'document', cookie: '__clerk_db_jwt=dvb_x' };
const refusedWebhook = { error: expect.stringMatching(/^webhook_/) as unknown };
/** Of each framework: its last block. */
const webhook = 'isWebhookVerificationError, verifyWebhook';

describe.each([
  { name: 'express', blocks: ['// server.mjs', 'const signInUrl', "'/jobs'", webhook], last: 'app.listen' },
  { name: 'fastify', blocks: ['// server.mjs', 'const signInUrl', "'/jobs'", webhook], last: 'await fastify.listen' },
  { name: 'hono', blocks: ['// server.mjs', 'const signInUrl', "'/jobs'", webhook], last: 'serve({' },
])('the quick start of $name', ({ name, blocks, last }) => {
  it('has routes that let the right callers in', async () => {
    const port = await freePort();
    const url = `http://localhost:${String(port)}`;
    runner.compose(`docs/quick-start/${name}.md`, 'server.mjs', { blocks, last, port });
    await runner.serve('server.mjs', url);
    const { userId, token } = await emulator.signIn('ada@example.com', { origin: url });
    const { secret: key } = await emulator.mintApiKey({ subject: userId });
    const get = (path: string, headers = {}, init = {}) => fetch(url + path, { redirect: 'manual', headers, ...init });

    expect(await (await get('/profile', bearer(token))).text()).toBe('Hello Ada.');
    const stranger = await get('/profile', browser);
    expect([stranger.status, stranger.headers.get('location')]).toEqual([
      302,
      expect.stringContaining(encodeURIComponent(`${url}/profile`)),
    ]);
    const remove = { method: 'DELETE' };
    expect((await get('/posts/1', {}, remove)).status).toBe(401);
    expect((await get('/posts/1', bearer(token), remove)).status).toBe(403);
    const moderator = await emulator.mintSessionToken({ userId, orgId: moderated });
    expect((await get('/posts/1', bearer(moderator), remove)).ok).toBe(true);
    expect((await get('/jobs', bearer(key), { method: 'POST' })).ok).toBe(true);
    expect((await get('/jobs', bearer(token), { method: 'POST' })).status).toBe(401);
    const unsigned = await get('/webhooks', json, { method: 'POST', body: '{}' });
    expect([unsigned.status, await unsigned.json()]).toEqual([400, refusedWebhook]);
    if (name === 'fastify') expect(await (await get('/health')).text()).toBe('ok');
  });
});

it('the quick start of node-legacy has all of its routes', async () => {
  const port = await freePort();
  const url = `http://localhost:${String(port)}`;
  const blocks = ['// server.mjs', 'org:members:list', 'verifyNodeWebhook'];
  runner.compose('docs/quick-start/node-legacy.md', 'legacy.mjs', { blocks, last: 'app.listen', port });
  await runner.serve('legacy.mjs', url);
  const { token } = await emulator.signIn('ada@example.com', { origin: url });
  expect(await (await fetch(`${url}/me`, { headers: bearer(token) })).json()).toEqual({ name: 'Ada' });
  const members = await fetch(`${url}/members`, { headers: bearer(token) });
  expect([members.status, await members.json()]).toEqual([403, { error: 'Your role does not allow it.' }]);
  const unsigned = await fetch(`${url}/webhooks`, { method: 'POST', headers: json, body: '{}' });
  expect([unsigned.status, await unsigned.json()]).toEqual([400, refusedWebhook]);
});

describe('the quick start of the backend', () => {
  const page = 'docs/quick-start/backend.md';
  const run = async (blocks: readonly string[], after: string, before = '') => {
    runner.compose(page, 'program.mjs', { blocks, before, after });
    return (await runner.run('program.mjs')).trim().split('\n');
  };

  it('has handlers of requests of the Fetch API', async () => {
    const { userId, token } = await emulator.signIn('ada@example.com', { origin: 'https://app.example.com' });
    const after = `const headers = ${JSON.stringify(bearer(token))};
const say = async (answer) => console.log(answer.status, await answer.text());
const at = (path, init) => new Request('https://app.example.com' + path, init);
await say(await handle(at('/', { headers })));
await say(await handle(at('/')));
await say(await authenticate(at('/', { headers }), async () => new Response('mine')));
await say(await handleWebhook(at('/webhooks', { method: 'POST', body: '{}' })));`;
    const blocks = ['function handle(', 'function authenticate(', 'function handleWebhook('];
    expect(await run(blocks, after)).toEqual([
      `200 Signed in as ${userId}.`,
      '401 Sign in first.',
      '200 mine',
      expect.stringMatching(/^400 \{"error":"webhook_/),
    ]);
  });

  it('verifies a token, and says why it is refused', async () => {
    const given = (token: string) => `const token = ${JSON.stringify(token)};`;
    const userId = 'user_123';
    const good = await emulator.mintSessionToken({ userId });
    const old = await emulator.mintSessionToken({ userId, expiresInSeconds: -60 });
    const blocks = ['const claims'];
    expect(await run(blocks, '', given(good))).toEqual([userId]);
    expect(await run(blocks, '', given(old))).toEqual(['token-expired']);
  });

  it('calls the Backend API', async () => {
    const { sessionId } = await emulator.signIn('ada@example.com');
    expect(await run(['function handle(', 'clerk.sessions.getSessionList'], '')).toContain(sessionId);
  });
});

it('the README of the backend has a client, a check and an observer', async () => {
  const token = await emulator.mintSessionToken({ userId: 'user_123' });
  const { sessionId } = await emulator.signIn('ada@example.com');
  const blocks = [
    'export default {',
    'const claims = await verifyToken',
    'clerk.sessions.getSessionList',
    'openTelemetry()',
  ];
  const before = `const token = ${JSON.stringify(token)};`;
  const after = 'console.log(claims.sub, typeof observedClient.users.getUser);';
  runner.compose('packages/backend/README.md', 'readme.mjs', { blocks, before, after });
  const printed = await runner.run('readme.mjs');
  expect(printed).toContain('user_123 function');
  expect(printed).toContain(sessionId);
});

it('the emulator of the quick start sends events where the page says', async () => {
  const after = 'console.log(emulator.webhooks.endpoints.map(({ url }) => url).join()); await emulator.close();';
  runner.compose('docs/quick-start/emulator.md', 'emulator.mjs', { blocks: ['// emulator.mjs'], after });
  const printed = await runner.run('emulator.mjs');
  expect(printed).toMatch(/^CLERK_WEBHOOK_SIGNING_SECRET=whsec_/);
  expect(printed).toContain('http://localhost:3000/webhooks');
});
