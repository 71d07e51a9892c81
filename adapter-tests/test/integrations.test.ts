import { createEmulator, type Emulator } from '@acme/emulator';
import { fileURLToPath } from 'node:url';
import { freePort } from 'testing';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createPageRunner, type PageRunner } from './page-runner.js';

// The pages about other libraries run as they are printed, and answer somebody who is signed in, and strangers.

let emulator: Emulator;
let runner: PageRunner;
let url: string;
beforeAll(async () => {
  emulator = await createEmulator();
  runner = createPageRunner(emulator.env);
});
afterEach(() => runner.stop());
afterAll(async () => {
  runner.remove();
  await emulator.close();
});

function firstUserId(): string {
  const [user] = emulator.users;
  if (!user) throw new Error('The emulator has no user.');
  return user.id;
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const asJson = { 'content-type': 'application/json' };
const statusAndBody = async (answer: Promise<Response>) => {
  const response = await answer;
  return [response.status, await response.json()] as const;
};

/** Starts the server of a page on a port of its own. */
async function serve(page: string, file: string, path = '/') {
  const port = await freePort();
  url = `http://localhost:${String(port)}`;
  runner.write(`docs/guides/${page}.md`, { port });
  await runner.serve(file, url + path);
}

it('NestJS protects its controllers', async () => {
  await serve('nestjs', 'main.mjs');
  const { userId, token } = await emulator.signIn('ada@example.com', { origin: url });
  const { secret } = await emulator.mintApiKey({ subject: userId });
  expect(await statusAndBody(fetch(`${url}/api/me`, { headers: bearer(token) }))).toEqual([
    200,
    { userId, firstName: 'Ada' },
  ]);
  expect((await fetch(`${url}/api/me`)).status).toBe(401);
  const remove = (headers = {}) => fetch(`${url}/api/posts/1`, { method: 'DELETE', headers });
  expect((await remove(bearer(token))).status).toBe(403);
  expect((await remove()).status).toBe(401);
  const start = (headers = {}) => fetch(`${url}/api/jobs`, { method: 'POST', headers });
  expect(await statusAndBody(start(bearer(secret)))).toEqual([202, { subject: userId }]);
  expect((await start(bearer(token))).status).toBe(401);
  const preflight = { origin: 'https://app.example.com', 'access-control-request-method': 'DELETE' };
  expect((await fetch(`${url}/api/posts/1`, { method: 'OPTIONS', headers: preflight })).status).toBe(204);
});

it('a route of NestJS with a guard answers 503 in an outage', async () => {
  await serve('nestjs', 'main.mjs');
  const { secret } = await emulator.mintApiKey({ subject: firstUserId() });
  const fault = emulator.faults.add({ path: '/api_keys/verify', status: 503 });
  expect((await fetch(`${url}/api/jobs`, { method: 'POST', headers: bearer(secret) })).status).toBe(503);
  fault.remove();
});

it('tRPC has the session in its context', async () => {
  await serve('trpc', 'server.mjs');
  const { userId, token } = await emulator.signIn('ada@example.com', { origin: url });
  const call = (path: string, headers = {}, init = {}) =>
    statusAndBody(fetch(`${url}/trpc/${path}`, { headers: { ...asJson, ...headers }, ...init }));
  expect(await call('me', bearer(token))).toEqual([200, { result: { data: { id: userId, firstName: 'Ada' } } }]);
  expect((await call('me'))[0]).toBe(401);
  expect(await call('greeting')).toEqual([200, { result: { data: 'Hello stranger.' } }]);
  expect((await call('deletePosts', bearer(token), { method: 'POST' }))[0]).toBe(403);
  expect((await call('deletePosts', {}, { method: 'POST' }))[0]).toBe(401);
});

it('the client of tRPC sends the token', async () => {
  await serve('trpc', 'server.mjs');
  const { userId, token } = await emulator.signIn('ada@example.com', { origin: url });
  const program = `import { createClient } from './client.mjs';
    const client = createClient(${JSON.stringify(`${url}/trpc`)}, async () => ${JSON.stringify(token)});
    console.log((await client.me.query()).id);`;
  expect(await runner.run('--input-type=module', '--eval', program)).toContain(userId);
});

it.each([
  ['GraphQL Yoga', 'server.mjs'],
  ['Apollo Server', 'apollo.mjs'],
])('%s has the session in its context', async (_name, file) => {
  await serve('graphql', file);
  const { userId, token } = await emulator.signIn('ada@example.com', { origin: url });
  const ask = (query: string, headers = {}) =>
    statusAndBody(
      fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { ...asJson, accept: 'application/json', ...headers },
        body: JSON.stringify({ query }),
      }),
    );
  const me = '{ me { id firstName } }';
  expect(await ask(me, bearer(token))).toEqual([200, { data: { me: { id: userId, firstName: 'Ada' } } }]);
  const refused = (code: string) => ({ errors: [expect.objectContaining({ extensions: { code } })] });
  expect(await ask(me)).toEqual([401, expect.objectContaining(refused('UNAUTHENTICATED'))]);
  expect(await ask('{ greeting }')).toEqual([200, { data: { greeting: 'Hello stranger.' } }]);
  const remove = 'mutation { deletePost(id: "1") }';
  expect(await ask(remove, bearer(token))).toEqual([403, expect.objectContaining(refused('FORBIDDEN'))]);
  expect((await ask(remove))[0]).toBe(401);
  // A form of another site, which sends cookies but no header of its own.
  const form = { method: 'POST', headers: { 'content-type': 'text/plain', ...bearer(token) } };
  const simple = await fetch(`${url}/graphql`, { ...form, body: JSON.stringify({ query: remove }) });
  expect([simple.status, await simple.text()]).toEqual([
    expect.toBeOneOf([400, 415]),
    expect.not.stringContaining('"data"'),
  ]);
});

describe('Socket.IO', () => {
  const origin = 'http://localhost:5173';
  const connect = (auth: object) => {
    const socket = io(url, { auth, transports: ['websocket'], reconnection: false });
    const opened = new Promise((resolve) => {
      socket.on('welcome', resolve);
      socket.on('connect_error', ({ message }) => resolve(message));
    });
    return { socket, opened };
  };

  it('lets in who has a session', async () => {
    await serve('socket-io', 'server.mjs', '/socket.io/?EIO=4&transport=polling');
    const { userId, token } = await emulator.signIn('ada@example.com', { origin });
    const { socket, opened } = connect({ token });
    expect(await opened).toEqual({ userId });
    socket.disconnect();
  });

  it('has a client that sends the token', async () => {
    await serve('socket-io', 'server.mjs', '/socket.io/?EIO=4&transport=polling');
    const { userId, token } = await emulator.signIn('ada@example.com', { origin });
    const program = `import { Socket } from 'socket.io-client';
import { connect } from './client.mjs';
const usual = Socket.prototype.emitEvent;
Socket.prototype.emitEvent = function (given) {
  console.log(JSON.stringify(given));
  stop();
  return usual.call(this, given);
};
const stop = connect(${JSON.stringify(url)}, async () => ${JSON.stringify(token)});`;
    const printed = await runner.run('--input-type=module', '--eval', program);
    expect(JSON.parse(printed)).toEqual(['welcome', { userId }]);
  });

  it('refuses strangers, old tokens, and those of other applications', async () => {
    await serve('socket-io', 'server.mjs', '/socket.io/?EIO=4&transport=polling');
    const { token } = await emulator.signIn('ada@example.com', { origin: 'https://other.example.com' });
    const old = await emulator.mintSessionToken({ userId: firstUserId(), expiresInSeconds: -60 });
    for (const auth of [{}, { token: 7 }, { token: 'x' }, { token }, { token: old }]) {
      const { socket, opened } = connect(auth);
      expect(await opened).toBe('unauthenticated');
      socket.disconnect();
    }
  });

  it('ends the connection when a token of somebody else comes', async () => {
    await serve('socket-io', 'server.mjs', '/socket.io/?EIO=4&transport=polling');
    const [ada, grace] = [
      await emulator.signIn('ada@example.com', { origin }),
      await emulator.signIn('grace@example.com', { origin }),
    ];
    const { socket, opened } = connect({ token: ada.token });
    await opened;
    const ended = new Promise((resolve) => socket.on('disconnect', resolve));
    socket.emit('token', ada.token);
    socket.emit('token', grace.token);
    expect(await ended).toBe('io server disconnect');
  });
});

describe.each(['express', 'fastify', 'hono'])('a front end of another origin, and %s', (name) => {
  const origin = 'https://app.example.com';

  it('may call the API with its token', async () => {
    await serve('cors', `${name}-api.mjs`);
    const preflight = {
      origin,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization',
    };
    const allowed = await fetch(`${url}/me`, { method: 'OPTIONS', headers: preflight });
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([204, origin]);
    expect(allowed.headers.get('access-control-allow-headers')).toContain('authorization');
    const { userId, token } = await emulator.signIn('ada@example.com', { origin });
    const answer = await fetch(`${url}/me`, { headers: { origin, ...bearer(token) } });
    expect([answer.headers.get('access-control-allow-origin'), await answer.json()]).toEqual([origin, { userId }]);
    const refusal = await fetch(`${url}/me`, { headers: { origin } });
    expect([refusal.status, refusal.headers.get('access-control-allow-origin')]).toEqual([401, origin]);
  });

  it('may not call it with the token of another application', async () => {
    await serve('cors', `${name}-api.mjs`);
    const { token } = await emulator.signIn('ada@example.com', { origin: 'https://other.example.com' });
    const answer = await fetch(`${url}/me`, { headers: bearer(token) });
    expect([answer.status, answer.headers.get('x-clerk-auth-reason')]).toEqual([
      401,
      'token-invalid-authorized-parties',
    ]);
  });
});

it('the script of a front end sends its token, and says what to do without one', async () => {
  await serve('cors', 'express-api.mjs');
  const { userId, token } = await emulator.signIn('ada@example.com', { origin: 'https://app.example.com' });
  const program = `import { callApi } from './call-api.mjs';
const usual = fetch;
globalThis.fetch = (address, init) => usual(address.replace('https://api.example.com', ${JSON.stringify(url)}), init);
console.log(await (await callApi('/me', async () => ${JSON.stringify(token)})).text());
console.log(await callApi('/me', async () => null).catch(({ message }) => message));`;
  const printed = await runner.run('--input-type=module', '--eval', program);
  expect(printed.trim().split('\n')).toEqual([JSON.stringify({ userId }), 'Sign in first.']);
});

it('the development server of Vite passes calls on', async () => {
  const port = await freePort();
  runner.write('docs/guides/cors.md', { port });
  const program = `import { createServer as createApi } from 'node:http';
import { createServer } from 'vite';
const api = createApi((request, response) => response.end('api ' + request.url)).listen(${String(port)});
const vite = await createServer({ configFile: './vite.config.mjs', logLevel: 'silent' });
await vite.listen(0);
const answer = await fetch('http://localhost:' + vite.httpServer.address().port + '/api/me');
console.log(answer.status, await answer.text());
await vite.close();
process.exit();`;
  expect(await runner.run('--input-type=module', '--eval', program)).toContain('200 api /api/me');
});

/** What API Gateway sends to a function, in version 2.0 of its format. */
const gatewayEvent = {
  version: '2.0',
  routeKey: '$default',
  rawPath: '/api/me',
  rawQueryString: '',
  headers: {},
  requestContext: {
    accountId: '123456789012',
    apiId: 'api-id',
    domainName: 'app.example.com',
    domainPrefix: 'app',
    http: { method: 'GET', path: '/api/me', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'a browser' },
    requestId: 'request-id',
    routeKey: '$default',
    stage: '$default',
    time: '12/Mar/2026:19:03:58 +0000',
    timeEpoch: 1_773_342_238_000,
  },
  isBase64Encoded: false,
};

describe('deployment', () => {
  it('has a server that answers its health check, and strangers', async () => {
    await serve('deployment', 'server.mjs');
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect((await fetch(`${url}/api/me`)).status).toBe(401);
  });

  it.each([
    ['lambda.mjs', `handler({ ...event, headers }).then(({ statusCode, body }) => ({ status: statusCode, body }))`],
    [
      'index.mjs',
      `GET(new Request('https://app.example.com/api/me', { headers }))
        .then(async (answer) => ({ status: answer.status, body: await answer.text() }))`,
    ],
  ])('%s knows who is signed in', async (file, call) => {
    runner.write('docs/guides/deployment.md');
    const { userId, token } = await emulator.signIn('ada@example.com');
    const ask = async (headers: object) => {
      const program = `import * as app from './${file}';
        const { handler, GET } = app; const headers = ${JSON.stringify(headers)}; const event = ${JSON.stringify(gatewayEvent)};
        console.log(JSON.stringify(await ${call}));`;
      return runner.run('--input-type=module', '--eval', program);
    };
    expect(await ask(bearer(token))).toContain(userId);
    expect(await ask({})).toContain('"status":401');
  });
});

it('a Lambda function gets cookies as API Gateway sends them', async () => {
  runner.write('docs/guides/deployment.md');
  const { userId, cookieHeader } = await emulator.signIn('ada@example.com', { origin: 'https://app.example.com' });
  const event = { ...gatewayEvent, headers: { host: 'app.example.com' }, cookies: cookieHeader.split('; ') };
  const program = `import { handler } from './lambda.mjs';
    const { statusCode, body } = await handler(${JSON.stringify(event)});
    console.log(statusCode, body);`;
  expect(await runner.run('--input-type=module', '--eval', program)).toBe(`200 ${JSON.stringify({ userId })}\n`);
});

describe('observability', () => {
  it('has a log line for a refused request, without the token', async () => {
    await serve('observability', 'log-refusals.mjs');
    const token = await emulator.mintSessionToken({ userId: firstUserId(), expiresInSeconds: -60 });
    await fetch(`${url}/x?secret=1`, { headers: bearer(token) });
    const line = await runner.printed(/\{.*"path":"\/x".*\}/);
    const reason = 'session-token-expired-refresh-non-eligible-no-refresh-cookie';
    expect(JSON.parse(line)).toEqual({ method: 'GET', path: '/x', status: 404, reason });
  });

  /** Runs a program around the blocks of the page. @returns what it prints */
  async function run(program: string): Promise<string> {
    runner.write('docs/guides/observability.md');
    return runner.run('--input-type=module', '--eval', program);
  }

  it('has a health check that no session and no key are needed for', async () => {
    const program = `import { app } from './health.mjs';
for (const name of Object.keys(process.env)) if (name.startsWith('CLERK_')) delete process.env[name];
const answer = await app.request('/health');
console.log(answer.status, await answer.text());`;
    expect(await run(program)).toBe('200 ok\n');
  });

  it('has a client that prints a line for each answer, and one more for a slow answer', async () => {
    const id = firstUserId();
    // By its clock each answer takes two seconds.
    const program = `let now = 0;
performance.now = () => (now += 2000);
const { clerk } = await import('./client.mjs');
console.warn = console.log;
await clerk.users.getUser('${id}');`;
    const printed = (await run(program)).trim().split('\n').sort();
    expect(printed).toEqual([`GET /users/${id}: 200 in 2000 ms`, `slow: GET /users/${id} 200 2000 ms, attempt 1`]);
  });

  it('has a middleware that OpenTelemetry observes, which loads without its SDK', async () => {
    expect(await run(`import './authenticate.mjs';`)).toBe('');
  });
});

describe('testing', () => {
  it('has unit tests that pass', async () => {
    runner.write('docs/guides/testing.md');
    expect(await runner.run('--test', 'can-delete.test.mjs')).toMatch(/pass 2\b/);
  });

  it('offline has tests of tokens and outages that pass', async () => {
    const page = 'docs/guides/test-offline.md';
    runner.write(page);
    const further = [
      'programs come in with an API key',
      'an expired token is refused',
      'an outage is a 503, never a 401',
    ];
    runner.compose(page, 'further.test.mjs', { blocks: ["import assert from 'node:assert/strict'", ...further] });
    expect(await runner.run('--test', 'further.test.mjs')).toMatch(/pass 5\b/);
  });

  it('offline has a seed, a clock and a request of your own', async () => {
    const page = 'docs/guides/test-offline.md';
    const run = async (block: string, after: string, before = '') => {
      runner.compose(page, 'program.mjs', { blocks: [block], before, after });
      return (await runner.run('program.mjs')).trim();
    };
    const close = 'await emulator.close();';
    const users = 'console.log(emulator.users.map(({ id }) => id).join());';
    expect(await run("id: 'user_ada'", `${users}\n${close}`)).toMatch(/^user_ada,user_\w+$/);
    const before = `import { createEmulator } from '@acme/emulator';
const emulator = await createEmulator();
Object.assign(process.env, emulator.env);`;
    expect(await run('emulator.clock.advance', `console.log(session.status);\n${close}`, before)).toBe('expired');
    expect(await run('as unknown as FastifyRequest', 'console.log(userId);')).toBe('user_1');
  });

  it('has tests of Vitest that pass', async () => {
    const page = 'docs/guides/testing.md';
    runner.write(page);
    // Otherwise the settings of this package hold. The time is for a machine that is ten times slower.
    const after = 'export default { test: { testTimeout: 300_000 } };';
    runner.compose(page, 'vitest.config.mjs', { blocks: [], after });
    const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
    expect(await runner.run(vitest, 'run', '--root', '.', '--reporter=default', 'app.test.mjs')).toMatch(/2 passed/);
  });
});
