import type { IncomingMessage, ServerResponse } from 'node:http';
import { startServer, withEnvironment } from 'testing';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  Clerk,
  ClerkExpressRequireAuth,
  setClerkHttpOptions,
  users,
  verifyToken,
  type HttpOptions,
  type OutgoingRequest,
} from '../src/index.js';

type Answer = (req: IncomingMessage, res: ServerResponse) => void;

/** A service that records what it receives. */
async function startService(answer: Answer = (_req, res) => void res.end('[]')) {
  const received: { url: string; method: string; headers: IncomingMessage['headers'] }[] = [];
  const { url } = await startServer((req, res) => {
    received.push({ url: req.url ?? '', method: req.method ?? '', headers: req.headers });
    res.setHeader('content-type', 'application/json');
    answer(req, res);
  });
  return { url, received };
}

const clerkAt = (url: string, httpOptions: HttpOptions | RequestInit) =>
  new Clerk({ apiKey: 'sk_test_x', serverApiUrl: url, httpOptions });

/** The warnings about settings without effect. */
const warnings: string[] = [];
const note = (warning: Error & { code?: string }) => {
  if (warning.code === 'ACME_NODE_LEGACY_HTTP_OPTIONS') warnings.push(warning.message);
};
beforeEach(() => void process.on('warning', note));
afterEach(() => {
  process.off('warning', note);
  warnings.length = 0;
});
/** Warnings are emitted in a later tick. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('httpOptions of 2.x (got)', () => {
  it('adds headers, and never replaces those of the client', async () => {
    const { url, received } = await startService();
    const headers = {
      'X-Unicorn': 'rainbow',
      'x-list': ['a', 'b'],
      authorization: 'Bearer other',
      'x-none': undefined,
    };
    await clerkAt(url, { headers }).sessions.getSessionList();
    expect(received[0]?.headers).toMatchObject({
      'x-unicorn': 'rainbow',
      'x-list': 'a, b',
      authorization: 'Bearer sk_test_x',
    });
    expect(received[0]?.headers).not.toHaveProperty('x-none');
  });

  it.each([
    ['an object', { trace: 1, page: null, none: undefined }, 'trace=1&page='],
    ['a text', 'trace=1', 'trace=1'],
    ['URLSearchParams', new URLSearchParams({ trace: '1' }), 'trace=1'],
  ])('sets searchParams: %s', async (_, searchParams, query) => {
    const { url, received } = await startService((_req, res) => void res.end('{"object":"user","id":"user_1"}'));
    await clerkAt(url, { searchParams }).users.getUser('user_1');
    expect(received[0]?.url).toBe(`/v1/users/user_1?${query}`);
  });

  it('replaces parameters of the call by searchParams of the same name', async () => {
    const { url, received } = await startService();
    await clerkAt(url, { searchParams: { limit: 9 } }).clients.getClientList({ limit: 2 });
    expect(new URL(url + (received[0]?.url ?? '')).searchParams.getAll('limit')).toEqual(['9']);
  });

  it('puts prefixUrl before the whole URL, as got does', async () => {
    const proxy = await startService();
    for (const prefixUrl of [`${proxy.url}/via`, new URL(`${proxy.url}/via/`)])
      await clerkAt('http://api.example.com', { prefixUrl }).sessions.getSessionList();
    expect(proxy.received.map(({ url }) => url.split('?')[0])).toEqual([
      '/via/http://api.example.com/v1/sessions',
      '/via/http://api.example.com/v1/sessions',
    ]);
  });

  it.each([
    ['a number', 30],
    ['request', { request: 30 }],
    ['response', { response: 30 }],
  ])('limits each attempt by timeout: %s', async (_, timeout) => {
    const { url } = await startService(() => undefined);
    const attempts: string[] = [];
    const hooks = { beforeRequest: [({ method }: OutgoingRequest) => attempts.push(method)] };
    const call = clerkAt(url, { timeout, retry: 1, hooks }).users.getUser('user_1');
    await expect(call).rejects.toMatchObject({
      statusCode: 500,
      message: expect.stringContaining('for 30ms') as string,
    });
    expect(attempts).toEqual(['GET', 'GET']);
  });

  it('limits the reading of an answer too', async () => {
    const { url } = await startService((_req, res) => void res.write('{'));
    const call = clerkAt(url, { timeout: 60, retry: 0 }).users.getUser('user_1');
    await expect(call).rejects.toMatchObject({ statusCode: 500, message: expect.stringContaining('60ms') as string });
  });

  it.each([
    ['0', 0, 1],
    ['1', 1, 2],
    ['{ limit: 1 }', { limit: 1 }, 2],
    ['nothing', undefined, 3],
  ])('repeats failed calls as retry says: %s', async (_, retry, requests) => {
    const { url, received } = await startService((_req, res) => void res.writeHead(503).end('{}'));
    await expect(clerkAt(url, { retry, headers: {} }).users.getUser('user_1')).rejects.toMatchObject({
      statusCode: 503,
    });
    expect(received).toHaveLength(requests);
  });

  it('does not wait longer than maxRetryAfter', async () => {
    const { url, received } = await startService(
      (_req, res) => void res.writeHead(503, { 'retry-after': '1' }).end('{}'),
    );
    const call = clerkAt(url, { retry: { limit: 2, maxRetryAfter: 500 } }).users.getUser('user_1');
    await expect(call).rejects.toMatchObject({ statusCode: 503 });
    expect(received).toHaveLength(1);
  });

  it.each([
    ['followRedirect', { followRedirect: false }],
    ['redirect', { redirect: 'manual' as const }],
  ])('follows redirects unless %s says otherwise', async (_, options) => {
    const target = await startService((_req, res) => void res.end('{"object":"user","id":"user_moved"}'));
    const { url } = await startService((_req, res) => void res.writeHead(302, { location: target.url }).end());
    await expect(clerkAt(url, { headers: {} }).users.getUser('user_1')).resolves.toMatchObject({ id: 'user_moved' });
    await expect(clerkAt(url, options).users.getUser('user_1')).rejects.toMatchObject({ statusCode: 302 });
    expect(target.received).toHaveLength(1);
    expect(target.received[0]?.headers).not.toHaveProperty('authorization');
  });

  it('calls hooks.beforeRequest, which may change headers and URL', async () => {
    const { url, received } = await startService();
    const seen: string[] = [];
    await clerkAt(url, {
      hooks: {
        beforeRequest: [
          (request) => {
            seen.push(`${request.method} ${request.url.pathname}`);
            request.headers['x-hook'] = 'was here';
            request.url.searchParams.set('hooked', 'yes');
          },
        ],
      },
    }).sessions.getSessionList();
    expect(seen).toEqual(['GET /v1/sessions']);
    expect(received[0]?.headers['x-hook']).toBe('was here');
    expect(received[0]?.url).toContain('hooked=yes');
  });

  it('names everything else in one warning, and says nothing about what happens anyway', async () => {
    clerkAt('http://127.0.0.1:9', { decompress: true, throwHttpErrors: true, retry: 0, timeout: 100 });
    await settled();
    expect(warnings).toEqual([]);
    const odd = {
      agent: {},
      https: { rejectUnauthorized: false },
      timeout: { lookup: 10, request: 20 },
      retry: { limit: 1, methods: ['GET'] },
      hooks: { afterResponse: [] },
      cache: new Map(),
      username: 'hidden-value',
    };
    const clerk = clerkAt('http://127.0.0.1:9', odd);
    clerk.httpOptions = odd;
    await settled();
    expect(warnings).toHaveLength(1);
    for (const name of [
      'agent',
      'https',
      'timeout.lookup',
      'retry.methods',
      'hooks.afterResponse',
      'cache',
      'username',
    ])
      expect(warnings[0]).toContain(name);
    expect(warnings[0]).not.toMatch(/hidden-value|timeout\.request|retry\.limit/);
  });

  it('names a setting with a value that cannot be used', async () => {
    clerkAt('http://127.0.0.1:9', { searchParams: 5 as never, prefixUrl: 'nonsense' });
    await settled();
    expect(warnings.join()).toMatch(/searchParams, prefixUrl/);
  });
});

describe('httpOptions of 3.x and 4.x (fetch)', () => {
  it('hands the settings of RequestInit to fetch', async () => {
    const given: RequestInit[] = [];
    const recording: typeof fetch = (_input, init) => {
      given.push(init ?? {});
      return Promise.resolve(Response.json([]));
    };
    const clerk = new Clerk({
      apiKey: 'sk_test_x',
      fetch: recording,
      httpOptions: { keepalive: true, cache: 'no-store', headers: new Headers({ 'x-unicorn': 'rainbow' }) },
    });
    await clerk.sessions.getSessionList();
    expect(given).toEqual([expect.objectContaining({ keepalive: true, cache: 'no-store', method: 'GET' })]);
    expect(given[0]?.headers).toMatchObject({ 'x-unicorn': 'rainbow' });
  });

  it('ends calls with its signal', async () => {
    const { url } = await startService(() => undefined);
    const controller = new AbortController();
    const call = clerkAt(url, { signal: controller.signal, retry: 0 }).users.getUser('user_1');
    controller.abort(new Error('enough'));
    await expect(call).rejects.toMatchObject({ statusCode: 500, message: expect.stringContaining('enough') as string });
  });
});

it('has httpOptions on the exported client, and in the setter of the singleton', async () => {
  const { url, received } = await startService();
  withEnvironment({ CLERK_SECRET_KEY: 'sk_test_x', CLERK_API_URL: url });
  setClerkHttpOptions({ searchParams: { from: 'setter' } });
  onTestFinished(() => setClerkHttpOptions({}));
  await users.getUserList();
  expect(received[0]?.url).toContain('from=setter');
});

it('has httpOptions in a middleware', async () => {
  const { url, received } = await startService((_req, res) => void res.end('{"keys":[]}'));
  const middleware = ClerkExpressRequireAuth({
    secretKey: 'sk_test_http_options',
    apiUrl: url,
    publishableKey: `pk_test_${btoa('clerk.example.com$')}`,
    httpOptions: { headers: { 'x-unicorn': 'rainbow' } },
  });
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const token = `${part({ alg: 'RS256', kid: 'ins_1', typ: 'JWT' })}.${part({ sub: 'user_1', sid: 'sess_1', iss: 'https://clerk.example.com', iat: now, nbf: now, exp: now + 60 })}.AAAA`;
  const { url: own } = await startServer((req, res) => void middleware(req, res, () => void res.end()));
  await fetch(own, { headers: { authorization: `Bearer ${token}` } });
  expect(received[0]).toMatchObject({ url: '/v1/jwks', headers: { 'x-unicorn': 'rainbow' } });
});

it('has httpOptions in verifyToken, and names those that do nothing there', async () => {
  const { url, received } = await startService((_req, res) => void res.end('{"keys":[]}'));
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = { sub: 'user_1', sid: 'sess_1', iss: 'https://clerk.example.com', iat: now, nbf: now, exp: now + 60 };
  const token = `${part({ alg: 'RS256', kid: 'ins_2', typ: 'JWT' })}.${part(claims)}.AAAA`;
  const httpOptions = { headers: { 'x-unicorn': 'rainbow' }, retry: 3 };
  const verified = verifyToken(token, { secretKey: 'sk_test_verify_alone', apiUrl: url, httpOptions });
  await expect(verified).rejects.toMatchObject({ reason: 'jwk-remote-failed-to-load' });
  expect(received[0]).toMatchObject({ url: '/v1/jwks', headers: { 'x-unicorn': 'rainbow' } });
  await settled();
  expect(warnings).toEqual([expect.stringContaining('retry (of verifyToken)')]);
});
