import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator, type Emulator } from '@acme/emulator';
import { freePort } from 'testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPageRunner, type PageRunner } from './page-runner.js';

// What guides print about options and clients runs as it is printed, and does what the text beside it says.

let emulator: Emulator;
let runner: PageRunner;
beforeAll(async () => {
  // Pages ask for this user.
  emulator = await createEmulator({
    seed: { users: [{ id: 'user_123', email_address: 'ada@example.com', first_name: 'Ada' }] },
    // A token that expires on a slow machine would be refused as others are.
    sessionTokenLifetimeSeconds: 3600,
  });
  runner = createPageRunner(emulator.env);
});
beforeEach(() => emulator.reset());
afterEach(() => runner.stop());
afterAll(async () => {
  runner.remove();
  await emulator.close();
});

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const expressApp = `import express from 'express';\nconst app = express();`;

interface Part {
  /** Its path below `docs`, without the ending. */
  readonly page: string;
  readonly blocks: readonly string[];
  readonly before?: string;
  readonly after?: string;
}

/** Runs parts of a page to their end. @returns the lines that they print */
async function run({ page, ...parts }: Part): Promise<readonly string[]> {
  runner.compose(`docs/${page}.md`, 'program.mjs', parts);
  return (await runner.run('program.mjs')).trim().split('\n');
}

/** Serves parts of a page with Express. @returns the address */
async function serve({ page, before = expressApp, after = '', ...parts }: Part): Promise<string> {
  const port = await freePort();
  const url = `http://localhost:${String(port)}`;
  const listen = `${after}\napp.listen(${String(port)});`;
  runner.compose(`docs/${page}.md`, 'server.mjs', { ...parts, before, after: listen });
  await runner.serve('server.mjs', url);
  return url;
}

describe('the recommended settings', () => {
  const page = 'security';

  it('refuse tokens and hosts of others', async () => {
    const after = `import { getAuth, protect } from '@acme/express';
app.get('/who', (req, res) => res.json(getAuth(req).userId));
app.get('/profile', protect({ signInUrl: '/sign-in' }), (req, res) => res.end());`;
    const url = await serve({ page, blocks: ['strict: true,'], after });
    const who = async (origin: string) => {
      const { token } = await emulator.signIn('ada@example.com', { origin });
      return (await fetch(`${url}/who`, { headers: bearer(token) })).json() as Promise<unknown>;
    };
    expect(await who('https://app.example.com')).toBe('user_123');
    expect(await who('https://other.example.com')).toBeNull();
    const returnTo = async (host: string) => {
      const browser = { accept: 'text/html', 'sec-fetch-dest': 'document', cookie: '__clerk_db_jwt=dvb_x' };
      const headers = { ...browser, 'x-forwarded-host': host, 'x-forwarded-proto': 'https' };
      const answer = await fetch(`${url}/profile`, { redirect: 'manual', headers });
      return new URL(answer.headers.get('location') ?? '', url).searchParams.get('redirect_url');
    };
    expect(await returnTo('app.example.com')).toBe('https://app.example.com/profile');
    expect(await returnTo('evil.example.com')).not.toContain('evil');
  });

  it('are what is missing in the list of weak settings', async () => {
    const printed = await run({ page, blocks: ['listWeakSettings(options)'] });
    expect(printed.map((line) => line.split(':')[0]).sort()).toEqual(['strict', 'trustedForwardedHosts']);
  });
});

describe('outages', () => {
  const page = 'guides/outages';

  it('are told from tokens that are refused', async () => {
    const old = await emulator.mintSessionToken({ userId: 'user_123', expiresInSeconds: -60 });
    const good = await emulator.mintSessionToken({ userId: 'user_123' });
    const before = `import { verifyToken } from '@acme/backend';`;
    const after = `const { CLERK_JWT_KEY: jwtKey, CLERK_SECRET_KEY: secretKey } = process.env;
// Nobody answers there.
const apiUrl = 'http://127.0.0.1:1';
const caught = (promise) => promise.then(() => 'fine', isOutage);
console.log(await caught(verifyToken(${JSON.stringify(old)}, { jwtKey })));
console.log(await caught(verifyToken(${JSON.stringify(good)}, { secretKey, apiUrl })));`;
    expect(await run({ page, blocks: ['const isOutage'], before, after })).toEqual(['false', 'true']);
  });

  it('end after the time that your own fetch sets', async () => {
    // It takes requests, and answers none.
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const before = `${expressApp}\nprocess.env.CLERK_API_URL = 'http://127.0.0.1:${String(port)}';`;
    const after = `import { protect } from '@acme/express';
app.post('/jobs', protect({ token: 'api_key' }), (req, res) => res.end());`;
    const url = await serve({ page, blocks: ['AbortSignal.timeout(2000)'], before, after });
    const { secret } = await emulator.mintApiKey({ subject: 'user_123' });
    const answer = await fetch(`${url}/jobs`, { method: 'POST', headers: bearer(secret) });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    silent.closeAllConnections();
    silent.close();
  });

  it('are met with settings of a client, and of one call', async () => {
    const printed = await run({ page, blocks: ['logger: console'], after: 'console.log(user.firstName);' });
    expect(printed).toEqual([expect.stringContaining('user'), 'Ada']);
  });
});

it('a client of several processes has its share of the rate', async () => {
  const after = `console.log((await clerk.users.getUser('user_123')).firstName);`;
  expect(await run({ page: 'guides/scale-out', blocks: ['perMs: 10_000'], after })).toEqual(['Ada']);
});

it('a request has the kind of token that is asked for', async () => {
  const port = await freePort();
  const url = `http://localhost:${String(port)}`;
  const before = `${expressApp}
import { clerkMiddleware } from '@acme/express';
app.use(clerkMiddleware());
const req = await new Promise((resolve) => {
  app.get('/asked', (request, response) => response.end(resolve(request)));
  app.listen(${String(port)});
});`;
  const page = 'docs/concepts/tokens.md';
  const after = `console.log('read', userId, machineId, auth.tokenType);`;
  const { token } = await emulator.signIn('ada@example.com', { origin: url });
  const { secret } = await emulator.mintApiKey({ subject: 'user_123' });
  for (const [credential, read] of [
    [token, 'read user_123 null'],
    [secret, 'read null null api_key'],
  ] as const) {
    runner.compose(page, 'read.mjs', { blocks: ['const { machineId }'], before, after });
    await runner.serve('read.mjs', url);
    await fetch(`${url}/asked`, { headers: bearer(credential) });
    expect(await runner.printed(new RegExp(`${read}.*`))).toContain(read);
    await runner.stop();
  }
});

it('an answer about a machine token is used again', async () => {
  const after = `import { protect } from '@acme/express';
app.post('/jobs', protect({ token: 'api_key' }), (req, res) => res.sendStatus(202));`;
  const page = 'concepts/caches-and-revocation';
  const url = await serve({ page, blocks: ['negativeTtlMs: 5_000'], after });
  const [{ secret: known }, { secret: unknown }] = [
    await emulator.mintApiKey({ subject: 'user_123' }),
    await emulator.mintApiKey({ subject: 'user_123' }),
  ];
  const start = async (secret: string) =>
    (await fetch(`${url}/jobs`, { method: 'POST', headers: bearer(secret) })).status;
  expect(await start(known)).toBe(202);
  emulator.faults.add({ path: '*/api_keys/verify', status: 503 });
  expect([await start(known), await start(unknown)]).toEqual([202, 503]);
});

it('the read cache sends a call once, and again if it is told to', async () => {
  const blocks = ['// not sent', "'cache-control': 'no-cache'"];
  await run({ page: 'guides/read-cache', blocks });
  expect(emulator.requests.find({ path: '/v1/users/user_123' })).toHaveLength(2);
});

/** The address of a page is another process's; here the application of the page answers for it. */
const answerHere = `const usual = fetch;
globalThis.fetch = async (address, init) => {
  if (!String(address).startsWith('https://api.example.com')) return usual(address, init);
  Object.assign(process.env, emulator.env);
  const answer = await app.fetch(new Request(address, init));
  console.log(answer.status, await answer.clone().text());
  return answer;
};`;

it.each([
  { page: 'guides/mcp', first: "import { Hono } from 'hono'", test: 'await emulator.mintOAuthToken' },
  { page: 'guides/dpop', first: "origin: 'https://api.example.com' })", test: 'await emulator.mintOAuthToken' },
])('the test of $page gets in', async ({ page, first, test }) => {
  const after = 'await emulator.close();';
  const printed = await run({ page, blocks: [first, test], before: answerHere, after });
  expect(printed).toEqual([expect.stringMatching(/^200 .*"userId":"user_\w+"/)]);
});

it('the test of webhooks waits for the event', async () => {
  const port = await freePort();
  runner.compose('docs/guides/webhooks.md', 'webhooks.mjs', {
    blocks: ['function statusOf', "from '@acme/express/webhooks'", 'emulator.webhooks.next'],
    before: `setImmediate(() => app.listen(${String(port)}));`,
    after: `console.log(message.type, emulator.webhooks.deliveries.map(({ status }) => status).join());
process.exit();`,
    port,
  });
  expect(await runner.run('webhooks.mjs')).toMatch(/user\.created [^]*204$/m);
});

it('the fixture for Vitest gives an emulator to each worker', async () => {
  const before = `import { createServer } from 'node:http';
import { createClerkClient } from '@acme/backend';
async function startApp(env) {
  const clerk = createClerkClient({ secretKey: env.CLERK_SECRET_KEY, publishableKey: env.CLERK_PUBLISHABLE_KEY, apiUrl: env.CLERK_API_URL });
  const server = createServer(async (request, response) => {
    const url = 'http://localhost:' + server.address().port + request.url;
    const { userId } = (await clerk.authenticateRequest(new Request(url, { headers: request.headers }))).toAuth();
    response.end(JSON.stringify(await clerk.users.getUser(userId)));
  });
  await new Promise((resolve) => server.listen(0, resolve));
  return { url: 'http://localhost:' + server.address().port, stop: () => server.close() };
}`;
  runner.compose('packages/emulator/README.md', 'fixture.test.mjs', { blocks: ['emulatorTest()'], before });
  // Otherwise the settings of this package hold. The time is for a machine that is ten times slower.
  const after = 'export default { test: { testTimeout: 300_000 } };';
  runner.compose('packages/emulator/README.md', 'vitest.config.mjs', { blocks: [], after });
  const vitest = new URL('../../node_modules/vitest/vitest.mjs', import.meta.url).pathname;
  const args = [vitest, 'run', '--root', '.', '--reporter=default', 'fixture.test.mjs'];
  expect(await runner.run(...args)).toMatch(/1 passed/);
});
