import { provider } from '#crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { startServer } from 'testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { authenticateWithClient, createAuthenticator, type Decision } from '../../src/adapter.js';
import { createClerkClient } from '../../src/clerk-client.js';
import { getCookieSuffix } from '../../src/internal.js';
import type { MiddlewareOptions } from '../../src/request/middleware-options.js';
import { pageUrlOf } from '../../src/request/page-url-of.js';
import type { RequestState, SignedOutState } from '../../src/request/request-state.js';
import { startInstance, type ProductionInstance } from './production-instance.js';

let instance: ProductionInstance;
let session: string;
beforeAll(async () => {
  instance = await startInstance();
  const nowSeconds = Math.floor(Date.now() / 1000);
  session = await instance.sign({
    iss: 'https://clerk.example.com',
    sub: 'user_1',
    sid: 'sess_1',
    iat: nowSeconds - 10,
    exp: nowSeconds + 3600,
  });
});
afterAll(() => instance.close());

type Headers = Readonly<Record<string, string>>;

const headOf = (url: string, headers: Headers = {}, method = 'GET') => ({
  method,
  url,
  header: (name: string) => headers[name],
  headers: () => Object.entries(headers),
});

/** What is decided about a request to the application. */
async function decide(options: MiddlewareOptions, ...request: Parameters<typeof headOf>): Promise<Decision> {
  return createAuthenticator(options, { where: 'middleware', env: () => ({}) })(headOf(...request), undefined);
}

const locationOf = (decision: Decision) =>
  decision.kind === 'respond' ? decision.response.headers.find(([name]) => name === 'location')?.[1] : undefined;

const requests = (rows: readonly Parameters<typeof headOf>[]) => rows.map((request) => ({ request }));

const signedOut = { kind: 'continue', state: { status: 'signed-out' } };
const badRequest = { kind: 'respond', response: { status: 400, headers: [] } };

describe('a request that no URL can be made of is answered with 400', () => {
  const page = 'http://localhost/page';

  it.each(
    requests([
      [page, {}, 'TRACE'],
      [page, {}, 'TRACK'],
      [page, {}, 'CONNECT'],
      ['http://localhost//other.example/'],
      ['http://localhost/\\other.example/'],
      ['https://localhost//other.example/'],
      ['https://localhost/\\other.example/'],
      ['https://app.example.com//other.example/'],
      ['https://app.example.com/\\other.example/'],
      ['https://user@app.example.com/'],
      ['https://app.example.com:port/'],
      ['https://app.example.com@'],
      ['https://?a=b'],
      ['ftp://app.example.com/'],
      ['xhttps://app.example.com/'],
      ['ftp://app.example.com/https://localhost/'],
      ['*'],
      [page, { host: 'user@app.example.com' }],
      [page, { host: 'app.example.com/path' }],
      [page, { host: 'app.example.com other' }],
      [page, { host: ' app.example.com' }],
      [page, { host: '1.2.3.4.5' }],
      [page, { host: 'xn--a' }],
      [page, { host: '@.example' }],
      [page, { host: 'a@' }],
      [page, { host: 'a/' }],
      [page, { host: 'app.example.com:123456' }],
    ]),
  )('$request', async ({ request }) => {
    expect(await decide(instance.options, ...request)).toEqual(badRequest);
  });

  it.each(
    requests([
      [page],
      [page, {}, 'DELETE'],
      [page, { host: '' }],
      [page, { host: 'localhost' }],
      [page, { host: 'App.Example.com:3000' }],
      [page, { host: 'app.example.com:30000' }],
      [page, { host: '127.0.0.1' }],
      [page, { host: '[::1]:3000' }],
      [page, { host: 'xn--bcher-kva.example' }],
      ['https://localhost/page'],
      ['http://app.example.com/page'],
      ['http://localhost/a//b'],
      ['https://app.example.com/page'],
      ['HTTPS://app.example.com/page'],
      ['https://app.example.com'],
      ['https://app.example.com?a=b'],
      ['https://app.example.com?a=/b'],
      ['https://app.example.com#/a'],
      ['https://a'],
    ]),
  )('and others are not: $request', async ({ request }) => {
    expect(await decide(instance.options, ...request)).toMatchObject(signedOut);
  });
});

it('a host that no URL can have is refused each time', async () => {
  const decideFor = createAuthenticator(instance.options, { where: 'middleware', env: () => ({}) });
  const head = headOf('http://localhost/page', { host: 'user@app.example.com' });
  for (let times = 0; times < 2; times += 1) expect(await decideFor(head, undefined)).toEqual(badRequest);
});

it('an answer to somebody who is not signed in gets the reason, and may be cached', async () => {
  const decision = await decide(instance.options, 'http://localhost/page');
  expect(decision).toMatchObject({
    kind: 'continue',
    headers: [
      ['x-clerk-auth-status', 'signed-out'],
      ['x-clerk-auth-reason', 'session-token-and-uat-missing'],
    ],
  });
  expect((decision as Extract<Decision, { kind: 'continue' }>).headers).toHaveLength(2);
});

it('where hashes are made in the background, requests are decided later', async () => {
  const hashBase64Url = provider.hashBase64Url.bind(provider);
  const spy = vi
    .spyOn(provider, 'hashBase64Url')
    .mockImplementation(async (...parameters) => hashBase64Url(...parameters));
  const decideFor = createAuthenticator(
    { ...instance.options, secretKey: 'sk_live_hashes_in_the_background' },
    { where: 'middleware', env: () => ({}) },
  );
  const signedIn = { kind: 'continue', state: { status: 'signed-in' } };
  const head = headOf('http://localhost/page', { authorization: `Bearer ${session}` });
  expect(await decideFor(head, undefined)).toMatchObject(signedIn);
  // The names of cookies end with a part of the hash.
  const suffix = await getCookieSuffix(instance.options.publishableKey ?? '');
  const cookie = `__session_${suffix}=${session}; __client_uat_${suffix}=1`;
  expect(await decideFor(headOf('http://localhost/page', { cookie }), undefined)).toMatchObject(signedIn);
  spy.mockRestore();
});

describe('with a JWT key alone', () => {
  it('the header decides, and cookies are a mistake of the set-up', async () => {
    const options = { jwtKey: instance.options.jwtKey };
    const authorization = `Bearer ${session}`;
    const page = 'http://localhost/page';
    expect(await decide(options, page, { authorization })).toMatchObject({
      kind: 'continue',
      headers: [],
      state: { status: 'signed-in', tokenType: 'session_token' },
    });
    expect(await decide(options, page, { authorization, cookie: '__session=x' })).toMatchObject({
      state: { status: 'signed-in' },
    });
    expect(
      await decide({ ...options, proxyUrl: '/__clerk' }, page, { authorization, host: 'app.example.com' }),
    ).toMatchObject({ state: { status: 'signed-in', proxyUrl: 'http://app.example.com/__clerk' } });
    expect(await decide(options, page)).toMatchObject(signedOut);
    expect(await decide(options, page, { cookie: 'a__session=x; b=__session' })).toMatchObject(signedOut);
    for (const cookie of ['__session=x', 'a=b; __session=x', 'a=b;__session_abc=x']) {
      await expect(decide(options, page, { cookie })).rejects.toMatchObject({ code: 'publishable_key_missing' });
    }
    expect(await decide(options, page, { authorization: 'Bearer ak_1' })).toMatchObject(signedOut);
  });

  it('and the publishable key, no session is refreshed', async () => {
    const { jwtKey, publishableKey = '' } = instance.options;
    const nowSeconds = Math.floor(Date.now() / 1000);
    const times = { iat: nowSeconds - 120, exp: nowSeconds - 60 };
    const expired = await instance.sign({ iss: 'https://clerk.example.com', sub: 'user_1', sid: 'sess_1', ...times });
    const cookie = `__session=${expired}; __client_uat=1; __refresh_${await getCookieSuffix(publishableKey)}=r`;
    expect(await decide({ jwtKey, publishableKey }, 'http://localhost/page', { cookie })).toMatchObject({
      state: { status: 'signed-out', reason: 'session-token-expired-refresh-missing-api-client' },
    });
  });

  it('nothing else of a request decides', async () => {
    const headers = { cookie: '__client_uat=1', 'sec-fetch-dest': 'document', accept: 'text/html' };
    expect(await decide({ jwtKey: instance.options.jwtKey }, 'http://localhost/page', headers)).toMatchObject({
      kind: 'continue',
      state: { status: 'signed-out', reason: 'session-token-and-uat-missing' },
    });
  });

  it('and the publishable key, browsers are sent to the instance', async () => {
    const { jwtKey, publishableKey } = instance.options;
    const headers = { cookie: '__client_uat=1', 'sec-fetch-dest': 'document' };
    const decision = await decide({ jwtKey, publishableKey }, 'https://app.example.com', headers);
    const location = new URL(locationOf(decision) ?? '');
    expect([location.host, location.searchParams.get('redirect_url')]).toEqual([
      'clerk.example.com',
      'https://app.example.com/',
    ]);
  });
});

it('a request is decided at once, without a promise, once the keys have been fetched', async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'ins_1', alg: 'RS256', use: 'sig' };
  const { url: apiUrl } = await startServer((_, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
  });
  const token = await new SignJWT({ iss: 'https://clerk.example.com', sub: 'user_1', sid: 'sess_1' })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'ins_1' })
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(privateKey);
  const { publishableKey } = instance.options;
  const options = { publishableKey, secretKey: 'sk_live_at_once', apiUrl };
  const decideFor = createAuthenticator(options, { where: 'middleware', env: () => ({}) });
  const head = headOf('http://localhost/', { authorization: `Bearer ${token}` });
  const signedIn = { kind: 'continue', state: { status: 'signed-in' } };
  expect(await decideFor(head, undefined)).toMatchObject(signedIn);
  expect(decideFor(head, undefined)).toMatchObject(signedIn);
  const byCookie = headOf('http://localhost/', { cookie: `__session=${token}; __client_uat=1` });
  expect(decideFor(byCookie, undefined)).toMatchObject(signedIn);
  const browsers = '__clerk_db_jwt=a; __clerk_db_jwt=b';
  const withTwo = headOf('http://localhost/', { cookie: `__session=${token}; __client_uat=1; ${browsers}` });
  expect(decideFor(withTwo, undefined)).toMatchObject(signedIn);
});

it('the token of a machine may be left to the route, and nobody is signed in until then', async () => {
  const settings = { where: 'middleware', env: () => ({}), defersMachineTokens: true };
  const decideFor = createAuthenticator(instance.options, settings);
  const decision = await decideFor(headOf('http://localhost/', { authorization: 'Bearer ak_12345' }), undefined);
  expect(decision).toMatchObject({
    kind: 'continue',
    state: {
      status: 'signed-out',
      reason: 'machine-token-unverified',
      message: '',
      tokenType: 'api_key',
      isAuthenticated: false,
      isSignedIn: false,
      token: null,
    },
  });
  const auth = decision.kind === 'continue' ? decision.state.toAuth() : undefined;
  expect(auth).toMatchObject({ tokenType: 'api_key', isAuthenticated: false, id: null });
  expect(auth?.debug()).toMatchObject({ tokenInHeader: 'ak_1234' });
});

it('the token of a machine is verified where it is not left to the route', async () => {
  const calls = instance.calls.length;
  expect(await decide(instance.options, 'http://localhost/', { authorization: 'Bearer ak_1' })).toMatchObject({
    kind: 'continue',
    state: { status: 'signed-out', reason: 'token-invalid', tokenType: 'api_key' },
  });
  expect(instance.calls.slice(calls)).toEqual(['/api_keys/verify']);
});

describe('a client of the application', () => {
  it('decides with its own keys, about tokens of every type', async () => {
    const clerkClient = createClerkClient(instance.options);
    expect(
      await decide({ clerkClient }, 'http://localhost/page', { authorization: `Bearer ${session}` }),
    ).toMatchObject({ kind: 'continue', state: { status: 'signed-in' }, options: { clerkClient } });
    expect(await decide({ clerkClient }, 'http://localhost/page', { authorization: 'Bearer ak_1' })).toMatchObject({
      kind: 'continue',
      state: { tokenType: 'api_key' },
    });
    // No object of the Fetch API is made for it: that takes longer than the decision.
    vi.stubGlobal('Request', undefined);
    const deciding = decide({ clerkClient }, 'http://localhost/page', { authorization: `Bearer ${session}` });
    vi.unstubAllGlobals();
    expect(await deciding).toMatchObject({ state: { status: 'signed-in' } });
  });

  it('of another package, or with a function put in place of its own, gets a request', async () => {
    const own = createClerkClient(instance.options);
    const seen: Request[] = [];
    const authenticateRequest = (request: Request) => {
      seen.push(request);
      return own.authenticateRequest(request);
    };
    const replaced = createClerkClient(instance.options);
    Object.assign(replaced, { authenticateRequest });
    for (const clerkClient of [{ authenticateRequest }, replaced] as MiddlewareOptions['clerkClient'][]) {
      const headers = { authorization: `Bearer ${session}`, 'x-test': 'yes' };
      expect(await decide({ clerkClient }, 'http://localhost/page?a=1', headers, 'DELETE')).toMatchObject({
        state: { status: 'signed-in' },
      });
      const request = seen.pop();
      expect([request?.url, request?.method, request?.headers.get('x-test')]).toEqual([
        'http://localhost/page?a=1',
        'DELETE',
        'yes',
      ]);
    }
  });
});

describe('a state that another package has made, or that code has changed', () => {
  const decideWith = (change: (state: RequestState) => unknown) =>
    decide(
      {
        clerkClient: {
          authenticateRequest: async (request: Request) =>
            change(await createClerkClient(instance.options).authenticateRequest(request)),
        } as MiddlewareOptions['clerkClient'],
      },
      'http://localhost/page',
    );
  const madeElsewhere = ({ status, reason, unavailable }: RequestState) =>
    ({ status, reason, unavailable, headers: new Headers({ 'x-more': 'yes' }) }) as unknown as SignedOutState;

  it('has the headers of its object', async () => {
    expect(await decideWith(madeElsewhere)).toMatchObject({ ...signedOut, headers: [['x-more', 'yes']] });
    const changed = await decideWith((state) => {
      state.headers.set('x-more', 'yes');
      return state;
    });
    expect(changed).toMatchObject({ headers: expect.arrayContaining([['x-more', 'yes']]) as unknown });
  });

  it.each([{ location: 'https://clerk.example.com/v1/client/handshake' }, {}])(
    'of a browser that is sent to a handshake reaches no application, during an outage either: %j',
    async (headers) => {
      const state = { status: 'handshake', reason: 'dev-browser-missing', unavailable: true };
      expect(await decideWith(() => ({ ...state, headers: new Headers(headers) }))).toEqual({
        kind: 'respond',
        response: { status: 307, headers: Object.entries(headers) },
      });
    },
  );

  it('trusts no forwarded host if it was made elsewhere', async () => {
    const state = await createClerkClient(instance.options).authenticateRequest(new Request('http://localhost/'));
    if (state.status === 'handshake') throw new Error('Nobody has to be sent elsewhere.');
    const head = headOf('http://localhost/page', { 'x-forwarded-host': 'other.example' });
    expect(pageUrlOf(state, head).href).toBe('http://other.example/page');
    expect(pageUrlOf(madeElsewhere(state), head).href).toBe('http://localhost/page');
  });
});

it('a client gets those options of a middleware that its method takes', async () => {
  const calls: unknown[] = [];
  const client = {
    authenticateRequest: (request: Request, call: unknown) => {
      calls.push(request.url, call);
      return createClerkClient(instance.options).authenticateRequest(request);
    },
  };
  const options = { acceptsToken: 'api_key', signInUrl: '/sign-in', frontendApiProxy: { enabled: true } } as const;
  expect(await authenticateWithClient(client, headOf('http://localhost/page'), options)).toMatchObject({
    status: 'signed-out',
  });
  expect(calls).toStrictEqual(['http://localhost/page', { acceptsToken: 'api_key', signInUrl: '/sign-in' }]);
});

describe('a browser', () => {
  const page = 'https://app.example.com/page';
  const document = { host: 'app.example.com', 'sec-fetch-dest': 'document', accept: 'text/html' };

  it('is sent to the service with 307 where it may be signed in', async () => {
    const decision = await decide(instance.options, page, { ...document, cookie: '__client_uat=1' });
    expect(decision).toMatchObject({ kind: 'respond', response: { status: 307 } });
    const { headers } = (decision as Extract<Decision, { kind: 'respond' }>).response;
    const location = headers.find(([name]) => name === 'location')?.[1];
    expect(new URL(location ?? '').host).toBe('clerk.example.com');
  });

  it('stays signed in without a header for its page', async () => {
    const cookie = `__session=${session}; __client_uat=1`;
    const decision = await decide(instance.options, page, { ...document, cookie });
    expect(decision).toMatchObject({ kind: 'continue', headers: [], state: { status: 'signed-in' } });
  });

  it('that brings the result of a handshake gets cookies that no shared cache may keep', async () => {
    instance.results.set('brought', [`__session=${session}; Path=/`, '__client_uat=1; Path=/']);
    const decision = await decide(instance.options, page, {
      ...document,
      cookie: '__clerk_handshake_nonce=brought; __client_uat=1',
    });
    expect(decision).toMatchObject({ kind: 'continue', state: { status: 'signed-in' } });
    const { headers } = decision as Extract<Decision, { kind: 'continue' }>;
    expect(headers.filter(([name]) => name === 'set-cookie').length).toBeGreaterThan(1);
    expect(headers.at(-1)).toEqual(['cache-control', 'private, no-store']);
  });
});

describe('without keys', () => {
  it.each(['publishableKey', 'secretKey'] as const)('or with %s alone, a middleware can be created', (name) => {
    const create = () =>
      createAuthenticator({ [name]: instance.options[name] }, { where: 'middleware', env: () => ({}) });
    expect(create).not.toThrow();
  });

  it('a middleware can be created; the first request says which one is missing', async () => {
    const decideFor = createAuthenticator({}, { where: 'middleware', env: () => ({}) });
    await expect((async () => decideFor(headOf('http://localhost/'), undefined))()).rejects.toMatchObject({
      code: 'publishable_key_missing',
    });
  });
});

describe('a browser of a development instance', () => {
  const page = 'http://localhost:3000/page?a=1';
  const { publishableKey, secretKey } = {
    publishableKey: `pk_test_${btoa('happy.clerk.accounts.dev$')}`,
    secretKey: 'sk_test_development',
  };
  const headers = { host: 'localhost:3000', cookie: '__clerk_db_jwt=dvb_1' };
  const decideResult = (name: string, value: string) =>
    decide({ ...instance.options, publishableKey, secretKey }, `${page}&${name}=${value}`, headers);

  it('that brings a result is sent to the same page without it', async () => {
    for (const handshake of [[], [`__session=${session}; Path=/`]]) {
      const decision = await decideResult('__clerk_handshake', await instance.sign({ handshake }));
      expect(decision).toMatchObject({ kind: 'respond', response: { status: 307 } });
      expect(locationOf(decision)).toBe(page);
    }
  });

  it('whose result cannot be had keeps the address that names it', async () => {
    instance.isDown = true;
    const decision = await decideResult('__clerk_handshake_nonce', 'brought');
    instance.isDown = false;
    expect(decision).toMatchObject({ ...signedOut, headers: [] });
    expect((decision as Extract<Decision, { kind: 'continue' }>).state.unavailable).toBe(true);
  });
});

describe('the proxy of the middleware', () => {
  const under = (path: string) => `https://app.example.com${path}`;
  const kindOf = async (frontendApiProxy: MiddlewareOptions['frontendApiProxy'], path: string) =>
    (await decide({ ...instance.options, frontendApiProxy }, under(path), { host: 'app.example.com' })).kind;

  it('takes its path, where it is on', async () => {
    expect(await kindOf({ enabled: true }, '/__clerk/v1/client')).toBe('proxy');
    expect(await kindOf({ enabled: true }, '/page')).toBe('continue');
    expect(await kindOf({ enabled: false }, '/__clerk/v1/client')).toBe('continue');
    expect(await kindOf({ enabled: true, path: '/auth/' }, '/auth/v1/client')).toBe('proxy');
    expect(await kindOf({ enabled: true, path: '/auth' }, '/__clerk/v1/client')).toBe('continue');
    expect(await kindOf({ enabled: true, path: '/' }, '/__clerk/v1/client')).toBe('proxy');
    expect(await kindOf({ enabled: ({ hostname }) => hostname === 'app.example.com' }, '/__clerk/v1')).toBe('proxy');
    expect(await kindOf({ enabled: ({ hostname }) => hostname === 'other.example' }, '/__clerk/v1')).toBe('continue');
    expect(await kindOf({ enabled: () => true }, '/page')).toBe('continue');
  });

  it('passes a request on with the keys of the middleware, or of its client', async () => {
    const received: unknown[] = [];
    const { url: frontendApi } = await startServer((request, response) => {
      const { 'clerk-secret-key': key, 'clerk-proxy-url': proxy } = request.headers;
      received.push([request.url, key, proxy]);
      response.end('answer');
    });
    const { secretKey, publishableKey } = instance.options;
    const own = createClerkClient(instance.options);
    const { authenticateRequest } = own;
    const foreign = { authenticateRequest } as MiddlewareOptions['clerkClient'];
    for (const options of [
      { secretKey, publishableKey },
      { clerkClient: own },
      { clerkClient: foreign, secretKey, publishableKey },
    ]) {
      const env = () => ({ CLERK_FAPI_URL: frontendApi });
      const decideFor = createAuthenticator(
        { ...options, frontendApiProxy: { enabled: true, path: '/auth' } },
        { where: 'middleware', env },
      );
      const decision = await decideFor(headOf(under('/auth/v1/client?a=1')), undefined);
      if (decision.kind !== 'proxy') throw new Error(`It was decided otherwise: ${decision.kind}`);
      const answer = await decision.call({ method: 'GET', headers: new Headers(), body: null });
      expect([answer.status, await answer.text()]).toEqual([200, 'answer']);
      expect(received.pop()).toEqual(['/v1/client?a=1', secretKey, under('/auth')]);
    }
  });

  it.each<readonly [frontendApiProxy: unknown, code: string]>([
    [{ enabled: 'yes' }, 'option_invalid'],
    [{}, 'option_invalid'],
    [{ enabled: true, path: 'auth' }, 'option_invalid'],
    [{ enabled: () => true, path: '/a b' }, 'option_invalid'],
    [{ enabled: true, url: '/auth' }, 'option_unknown'],
  ])('is checked at once: %j', (frontendApiProxy, code) => {
    const create = () =>
      createAuthenticator({ ...instance.options, frontendApiProxy } as MiddlewareOptions, {
        where: 'middleware',
        env: () => ({}),
      });
    expect(create).toThrow(expect.objectContaining({ code }) as Error);
    expect(create).toThrow(/middleware: frontendApiProxy/);
  });

  it('gives no promise for an answer', async () => {
    const enabled = () => Promise.resolve(true);
    await expect(kindOf({ enabled: enabled as never }, '/__clerk/v1')).rejects.toMatchObject({
      code: 'option_invalid',
      message: expect.stringMatching(/^frontendApiProxy\.enabled gave a promise/) as string,
    });
  });

  it('is where browsers are sent, unless another one is named', async () => {
    const headers = { host: 'app.example.com', 'sec-fetch-dest': 'document', cookie: '__client_uat=1' };
    const locationWith = async (options: MiddlewareOptions) => {
      const decision = await decide({ ...instance.options, ...options }, under('/page'), headers);
      const list = decision.kind === 'respond' ? decision.response.headers : [];
      const { host, pathname } = new URL(list.find(([name]) => name === 'location')?.[1] ?? 'https://none');
      return host + pathname;
    };
    expect(await locationWith({})).toBe('clerk.example.com/v1/client/handshake');
    const frontendApiProxy = { enabled: true };
    expect(await locationWith({ frontendApiProxy })).toBe('app.example.com/__clerk/v1/client/handshake');
    expect(await locationWith({ frontendApiProxy: { enabled: () => true } })).toBe(
      'app.example.com/__clerk/v1/client/handshake',
    );
    expect(await locationWith({ frontendApiProxy: { enabled: () => false } })).toBe(
      'clerk.example.com/v1/client/handshake',
    );
    expect(await locationWith({ frontendApiProxy, proxyUrl: 'https://proxy.example/p' })).toBe(
      'proxy.example/p/v1/client/handshake',
    );
  });
});

it('a function that makes no options is a mistake', () => {
  const decideFor = createAuthenticator(() => undefined as never, { where: 'middleware', env: () => ({}) });
  expect(() => decideFor(headOf('http://localhost/page'), undefined)).toThrow(
    'middleware takes its options as an object, { name: value }.',
  );
});

it('options may be made for each request', async () => {
  const decideFor = createAuthenticator(
    (tenant: string): MiddlewareOptions => ({
      ...instance.options,
      frontendApiProxy: { enabled: tenant === 'proxied' },
    }),
    { where: 'middleware', env: () => ({}) },
  );
  const head = headOf('https://app.example.com/__clerk/v1', { host: 'app.example.com' });
  expect(await decideFor(head, 'proxied')).toMatchObject({ kind: 'proxy' });
  expect(await decideFor(head, 'plain')).toMatchObject(signedOut);
  expect(await decideFor(headOf('*'), 'plain')).toEqual(badRequest);
});

it('keys are checked at once if they are all there, else with the first request', async () => {
  const settings = { where: 'middleware', env: () => ({}) };
  const malformed = { publishableKey: 'pk_live_malformed' };
  expect(() => createAuthenticator({ ...malformed, secretKey: 'sk_live_1' }, settings)).toThrow(
    expect.objectContaining({ code: 'publishable_key_invalid' }) as Error,
  );
  const decideFor = createAuthenticator(malformed, settings);
  await expect(async () => decideFor(headOf('http://localhost/page'), undefined)).rejects.toMatchObject({
    code: 'publishable_key_invalid',
  });
});
