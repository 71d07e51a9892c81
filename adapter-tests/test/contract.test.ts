import { createHmac } from 'node:crypto';
import { createServer, request as rawRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator, type Emulator } from '@acme/emulator';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adapters, type Options, type Setup, type TestServer } from './servers.js';

let emulator: Emulator;
let userId: string;
const before = { ...process.env };

beforeAll(async () => {
  emulator = await createEmulator();
  userId = emulator.users[0]?.id ?? '';
});
afterAll(() => emulator.close());

beforeEach(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith('CLERK_')) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, emulator.env);
  // The keys are fetched here, as in production.
  Reflect.deleteProperty(process.env, 'CLERK_JWT_KEY');
});
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) Reflect.deleteProperty(process.env, name);
});

const page = { accept: 'text/html', 'sec-fetch-dest': 'document' } as const;

describe.each(adapters)('%s', (name, start) => {
  let server: TestServer | undefined;
  afterEach(async () => {
    emulator.faults.clear();
    await server?.close();
    server = undefined;
  });

  async function run(setup: Setup = {}): Promise<string> {
    server = await start(setup);
    return server.url;
  }
  const get = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers, redirect: 'manual' });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const json = async (response: Response) => (await response.json()) as Record<string, unknown>;

  describe('who is there', () => {
    it('by session token in a header, in any letter case, and by cookies', async () => {
      const url = await run();
      const { token, cookieHeader } = await emulator.signIn(userId, { origin: url });
      for (const headers of [
        bearer(token),
        { authorization: `bearer ${token}` },
        { authorization: token },
        { cookie: cookieHeader },
      ]) {
        const response = await get(`${url}/who`, headers);
        expect(await json(response)).toMatchObject({ isAuthenticated: true, userId, tokenType: 'session_token' });
        expect(response.headers.get('x-clerk-auth-status')).toBeNull();
      }
    });

    it('nobody: says why in headers, and refuses nothing', async () => {
      const url = await run();
      const response = await get(`${url}/who`);
      expect(response.status).toBe(200);
      expect(response.headers.get('x-clerk-auth-status')).toBe('signed-out');
      expect(response.headers.get('x-clerk-auth-reason')).toBe('dev-browser-missing');
      expect(await json(response)).toMatchObject({ isAuthenticated: false, userId: null });
      expect((await get(`${url}/who`, bearer('foo'))).headers.get('x-clerk-auth-reason')).toBe('token-invalid');
    });

    it('by API key, M2M token and OAuth token, for those who ask for them', async () => {
      const url = await run();
      const tokens = {
        api_key: (await emulator.mintApiKey({ subject: userId })).secret,
        m2m_token: (await emulator.mintM2MToken()).token,
        oauth_token: (await emulator.mintOAuthToken({ userId })).token,
      } as const;
      for (const [kind, token] of Object.entries(tokens)) {
        expect(await json(await get(`${url}/who?accepts=${kind}`, bearer(token)))).toMatchObject({
          isAuthenticated: true,
          tokenType: kind,
        });
        expect(await json(await get(`${url}/who`, bearer(token)))).toMatchObject({
          isAuthenticated: false,
          userId: null,
        });
      }
      expect(await json(await get(`${url}/who?accepts=api_key`, bearer(tokens.m2m_token)))).toMatchObject({
        isAuthenticated: false,
        tokenType: 'api_key',
        id: null,
      });
    });
  });

  it('sends a browser to the handshake with exactly one redirect', async () => {
    const url = await run({ twice: true });
    const response = await get(`${url}/who?a=1`, page);
    expect(response.status).toBe(307);
    const location = new URL(response.headers.get('location') ?? '');
    expect(location.pathname).toContain('/v1/client/handshake');
    expect(location.searchParams.get('redirect_url')).toBe(`${url}/who?a=1`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-clerk-auth-status')).toBe('handshake');
    expect(response.headers.getSetCookie()).toHaveLength(1);
    expect(await response.text()).toBe('');
  });

  it('counts once when it is registered twice', async () => {
    const url = await run({ twice: true });
    const response = await get(`${url}/who`);
    expect(response.headers.get('x-clerk-auth-status')).toBe('signed-out');
    expect((await get(`${url}/nowhere`)).status).toBe(404);
  });

  it('leaves the body of a request untouched', async () => {
    const url = await run();
    const body = 'x'.repeat(200_000);
    const response = await fetch(`${url}/body`, { method: 'POST', body, headers: { 'content-type': 'text/plain' } });
    expect(await json(response)).toEqual({ text: body });
  });

  it('answers 400 to what is no request to this server', async () => {
    const url = await run();
    const raw = (path: string, method = 'GET') =>
      new Promise<number | undefined>((resolve, reject) => {
        const { port } = new URL(url);
        rawRequest({ port, path, method }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
    expect(await raw('//evil.example/who')).toBe(400);
    if (name !== 'fastify') expect(await raw('/who', 'TRACE')).toBe(400);
  });

  describe('protect', () => {
    it('answers 401, 403 and 503, and sends page navigations to sign-in where that is asked for', async () => {
      const url = await run({ protect: { permission: 'org:posts:read', signInUrl: 'https://sign.in.example/' } });
      const refused = await get(`${url}/guarded`, { accept: 'application/json' });
      expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      const { token } = await emulator.signIn(userId);
      const forbidden = await get(`${url}/guarded`, bearer(token));
      expect([forbidden.status, forbidden.headers.get('www-authenticate')]).toEqual([
        403,
        'Bearer error="insufficient_scope"',
      ]);
      const granted = await emulator.signToken({
        sub: userId,
        sid: 'sess_1',
        fea: 'o:posts',
        o: { id: 'org_1', rol: 'editor', slg: 'acme', per: 'read', fpm: '1' },
      });
      expect(await json(await get(`${url}/guarded`, bearer(granted)))).toEqual({ passed: true });
    });

    it('redirects pages after the handshake said that nobody is signed in', async () => {
      const url = await run({ protect: { signInUrl: 'https://sign.in.example/' } });
      const response = await get(`${url}/guarded`, { ...page, cookie: '__clerk_db_jwt=dvb_1' });
      const back = encodeURIComponent(`${url}/guarded`);
      expect([response.status, response.headers.get('location')]).toEqual([
        302,
        `https://sign.in.example/?redirect_url=${back}`,
      ]);
    });

    it('asks for recent verification, with the body that browser components know', async () => {
      const url = await run({ protect: { reverification: 'strict' } });
      const token = await emulator.signToken({ sub: userId, sid: 'sess_1', fva: [60, -1] });
      const response = await get(`${url}/guarded`, bearer(token));
      expect(response.status).toBe(403);
      expect(await json(response)).toMatchObject({ clerk_error: { reason: 'reverification-error' } });
    });

    it('takes the kinds of token it is told', async () => {
      const url = await run({ protect: { token: ['api_key', 'm2m_token'] } });
      expect(
        (await get(`${url}/guarded`, bearer((await emulator.mintApiKey({ subject: userId })).secret))).status,
      ).toBe(200);
      expect((await get(`${url}/guarded`, bearer((await emulator.signIn(userId)).token))).status).toBe(401);
    });

    it('answers 503 with Retry-After when the token could not be checked', async () => {
      const url = await run({ options: { secretKey: `sk_test_outage_${name}` }, protect: {} });
      emulator.faults.add({ path: '/v1/jwks', status: 500 });
      const { token } = await emulator.signIn(userId);
      const response = await get(`${url}/guarded`, bearer(token));
      expect(response.status).toBe(503);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    });
  });

  it('answers 503 as well when the keys for the token of a machine cannot be had', async () => {
    const options = { secretKey: `sk_test_machine_outage_${name}` };
    const url = await run({ options, protect: { token: 'm2m_token' } });
    const { token } = await emulator.mintM2MToken({ format: 'jwt' });
    // An answer, but none with keys.
    emulator.faults.add({ path: '/v1/jwks', status: 500, body: { errors: [] } });
    // The second one finds that the keys were asked for a moment ago.
    expect((await get(`${url}/guarded`, bearer(token))).status).toBe(503);
    expect((await get(`${url}/guarded`, bearer(token))).status).toBe(503);
  });

  describe('setup', () => {
    it('reads options from a function for each request, and passes its failure on', async () => {
      let party = 'https://other.example';
      const url = await run({ options: () => Promise.resolve({ authorizedParties: [party] }) });
      const { token } = await emulator.signIn(userId, { origin: 'https://app.example' });
      const reason = async () => (await get(`${url}/who`, bearer(token))).headers.get('x-clerk-auth-reason');
      expect(await reason()).toBe('token-invalid-authorized-parties');
      party = 'https://app.example';
      expect(await reason()).toBeNull();
      await server?.close();
      const failing = await run({ options: () => Promise.reject(new Error('no options')) });
      expect(await json(await get(`${failing}/who`))).toMatchObject({ message: 'no options' });
    });

    it('names a missing key when a request comes, and works once it is there', async () => {
      Reflect.deleteProperty(process.env, 'CLERK_SECRET_KEY');
      const url = await run();
      expect(await json(await get(`${url}/who`, bearer('x')))).toMatchObject({ code: 'secret_key_missing' });
      process.env['CLERK_SECRET_KEY'] = emulator.secretKey;
      expect((await get(`${url}/who`)).status).toBe(200);
    });

    it.each<readonly [string, object, string]>([
      ['an unknown option', { authorizedPartys: [] }, 'option_unknown'],
      ['a text that is none', { publishableKey: 5 }, 'option_invalid'],
      ['a proxy that is none', { frontendApiProxy: { enabled: 'yes' } }, 'option_invalid'],
      ['a proxy that is null', { frontendApiProxy: null }, 'option_invalid'],
      [
        'a proxy with an unknown member',
        { frontendApiProxy: { enabled: true, fapiUrl: 'https://a.test' } },
        'option_unknown',
      ],
      ['a Backend API with a query', { apiUrl: 'https://api.test?region=eu' }, 'option_invalid'],
      ['a Backend API with a fragment', { apiUrl: 'https://api.test/#v1' }, 'option_invalid'],
    ])('refuses %s at once', async (_name, options, code) => {
      await expect(Promise.resolve().then(() => run({ options: options as Options }))).rejects.toMatchObject({ code });
    });

    it('says what is missing when getAuth finds no middleware', async () => {
      const url = await run({ without: true });
      expect(await json(await get(`${url}/who`))).toMatchObject({
        name: 'ConfigurationError',
        code: 'middleware_missing',
      });
    });
  });

  describe('webhooks', () => {
    const body = '{\n  "type": "user.created",\n  "object": "event", "data": {"id":"user_1"} }';
    const secret = 'whsec_' + Buffer.from('adapter-tests-secret').toString('base64');
    function signed(text: string): Record<string, string> {
      const timestamp = String(Math.floor(Date.now() / 1000));
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      const signature = createHmac('sha256', key).update(`msg_1.${timestamp}.${text}`).digest('base64');
      return {
        'content-type': 'application/json',
        'svix-id': 'msg_1',
        'svix-timestamp': timestamp,
        'svix-signature': `v1,${signature}`,
      };
    }

    it('are verified in the bytes they came in', async () => {
      process.env['CLERK_WEBHOOK_SIGNING_SECRET'] = secret;
      const url = await run();
      const good = await fetch(`${url}/webhooks`, { method: 'POST', body, headers: signed(body) });
      expect(await json(good)).toMatchObject({ type: 'user.created', data: { id: 'user_1' } });
      const bad = await fetch(`${url}/webhooks`, { method: 'POST', body, headers: signed(`${body} `) });
      expect(await json(bad)).toMatchObject({ code: 'webhook_signature_invalid' });
    });
  });

  describe('the Frontend API proxy', () => {
    it('passes everything both ways: bodies, methods, cookies, its own address', async () => {
      const seen: {
        method?: string | undefined;
        url?: string | undefined;
        headers: Record<string, unknown>;
        body: string;
      }[] = [];
      const upstream = createServer((incoming, outgoing) => {
        let text = '';
        incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        incoming.on('end', () => {
          seen.push({ method: incoming.method, url: incoming.url, headers: incoming.headers, body: text });
          outgoing.setHeader('set-cookie', ['a=1; Path=/', 'b=2; Path=/']);
          outgoing.end(`answer to ${incoming.method}`);
        });
      });
      await new Promise<void>((done) => upstream.listen(0, '127.0.0.1', done));
      process.env['CLERK_FAPI_URL'] = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
      try {
        const url = await run({ options: { frontendApiProxy: { enabled: true } } });
        for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
          const response = await fetch(`${url}/__clerk/v1/client?x=1`, {
            method,
            ...(method !== 'GET' && { body: `{"by":"${method}"}`, headers: { 'content-type': 'application/json' } }),
          });
          expect(await response.text()).toBe(`answer to ${method}`);
          expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; Path=/']);
          expect(seen.at(-1)).toMatchObject({
            method,
            url: '/v1/client?x=1',
            body: method === 'GET' ? '' : `{"by":"${method}"}`,
          });
        }
        expect(seen[0]?.headers['clerk-proxy-url']).toBe(`${url}/__clerk`);
        expect(seen[0]?.headers['clerk-secret-key']).toBe(emulator.secretKey);
        expect((await get(`${url}/__clerkx`)).status).toBe(404);
        const handshake = await get(`${url}/who`, page);
        expect(handshake.headers.get('location')).toContain(`${url}/__clerk/v1/client/handshake`);
      } finally {
        upstream.close();
      }
    });

    it('reports an upstream that is down, and a predicate that fails', async () => {
      process.env['CLERK_FAPI_URL'] = 'http://127.0.0.1:9';
      const url = await run({ options: { frontendApiProxy: { enabled: true, path: '/fapi' } } });
      const down = await get(`${url}/fapi/v1/client`);
      expect([down.status, await json(down)]).toMatchObject([502, { errors: [{ code: 'proxy_request_failed' }] }]);
      await server?.close();
      const failing = await run({
        options: {
          frontendApiProxy: {
            enabled: () => {
              throw new Error('no idea');
            },
          },
        },
      });
      expect(await json(await get(`${failing}/__clerk/v1/client`))).toMatchObject({ message: 'no idea' });
    });
  });
});
