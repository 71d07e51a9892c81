import { describe, expect, it } from 'vitest';
import { createClerkClient } from '../../src/index.js';
import {
  assertCalled,
  checkSignInUrl,
  createGetAuth,
  createGuard,
  requestHead,
  type DecidedResponse,
  type GuardOptions,
  type ProtectOptions,
  type RefusedPage,
  type RequestHead,
  type Verdict,
} from '../../src/adapter.js';
import { SignJWT, exportSPKI, generateKeyPair, type JWTPayload } from 'jose';

// The verdicts of guards without any framework. What adapters make of them is in `tooling/adapter-kit`.

const { publicKey, privateKey } = await generateKeyPair('RS256');
const options = {
  secretKey: 'sk_live_guard',
  publishableKey: `pk_live_${btoa('clerk.example.com$')}`,
  jwtKey: await exportSPKI(publicKey),
};
const clerk = createClerkClient(options);

const sign = (claims: JWTPayload = {}) =>
  new SignJWT({ iss: 'https://clerk.example.com', sub: 'user_1', sid: 'sess_1', v: 2, sts: 'active', ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'ins_1', typ: 'JWT' })
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(privateKey);

async function decide(request: Request) {
  const state = await clerk.authenticateRequest(request);
  if (state.status === 'handshake') throw new Error('The browser is sent to the handshake.');
  return state as Parameters<ReturnType<typeof createGuard>>[0];
}

async function verdict(asked: GuardOptions, init: RequestInit = {}, url = 'https://app.example.com/page') {
  const request = new Request(url, init);
  return createGuard(asked, 'protect')(await decide(request), requestHead(request));
}

function responseOf(given: Verdict) {
  if (given.kind !== 'refuse') throw new Error('The request was not refused.');
  return given.response;
}

const member = async (claims: JWTPayload = {}) => ({
  headers: {
    authorization: `Bearer ${await sign({
      o: { id: 'org_1', rol: 'member', slg: 'acme', per: 'read', fpm: '1' },
      fea: 'o:posts',
      pla: 'u:pro',
      fva: [5, -1],
      ...claims,
    })}`,
  },
});

describe('createGuard', () => {
  it.each<readonly [ProtectOptions, boolean]>([
    [{}, true],
    [{ role: 'org:member' }, true],
    [{ role: 'org:admin' }, false],
    [{ permission: 'org:posts:read' }, true],
    [{ permission: 'org:posts:delete' }, false],
    [{ feature: 'posts' }, true],
    [{ feature: 'reports' }, false],
    [{ plan: 'user:pro' }, true],
    [{ plan: 'org:pro' }, false],
    [{ role: 'org:member', permission: 'org:posts:delete' }, false],
    [{ role: 'org:admin', reverification: 'lax' }, false],
  ])('with %j lets a member of the organization pass: %s', async (asked, passes) => {
    const given = await verdict(asked, await member());
    if (passes) expect(given).toEqual({ kind: 'pass' });
    else
      expect(given).toEqual({
        kind: 'refuse',
        why: 'insufficient',
        response: {
          status: 403,
          headers: [
            ['content-type', 'application/json'],
            ['cache-control', 'no-store'],
            ['www-authenticate', 'Bearer error="insufficient_scope"'],
          ],
          body: '{"error":"Forbidden"}',
        },
      });
  });

  it('asks for another verification with 403 and what is asked for', async () => {
    const asked = { level: 'first_factor', afterMinutes: 5 } as const;
    expect(await verdict({ reverification: asked }, await member({ fva: [4, -1] }))).toEqual({ kind: 'pass' });
    const refused = await verdict({ reverification: asked }, await member({ fva: [6, -1] }));
    expect(refused).toMatchObject({ kind: 'refuse', why: 'step-up', response: { status: 403 } });
    const { body } = responseOf(refused);
    expect(JSON.parse(String(body))).toMatchObject({ clerk_error: { reason: 'reverification-error' } });
    expect(responseOf(refused).headers).toEqual([
      ['content-type', 'application/json'],
      ['cache-control', 'no-store'],
    ]);
  });

  it('answers 401 with how to authenticate, to a stranger and to another kind of token', async () => {
    const refusal = {
      kind: 'refuse',
      why: 'unauthenticated',
      response: {
        status: 401,
        headers: [
          ['content-type', 'application/json'],
          ['cache-control', 'no-store'],
          ['www-authenticate', 'Bearer'],
        ],
        body: '{"error":"Unauthorized"}',
      },
    };
    expect(await verdict({})).toEqual(refusal);
    expect(await verdict({ token: 'api_key' }, await member())).toEqual(refusal);
  });

  it('answers 503 with when to come back where the token cannot be checked', async () => {
    const request = new Request('https://app.example.com/', await member());
    const unreachable = createClerkClient({
      ...options,
      jwtKey: '',
      secretKey: 'sk_live_unreachable',
      apiUrl: 'http://127.0.0.1:9',
    });
    const state = await unreachable.authenticateRequest(request);
    const given = createGuard({})(state as never, requestHead(request));
    expect(given).toMatchObject({
      kind: 'refuse',
      why: 'unavailable',
      response: { status: 503, body: '{"error":"Service Unavailable"}' },
    });
    const { headers } = responseOf(given);
    expect(Number(new Map(headers).get('retry-after'))).toBeGreaterThan(0);
  });

  const preflight = { origin: 'https://shop.example', 'access-control-request-method': 'GET' };
  it.each<readonly [string, Record<string, string>, string, string]>([
    ['a preflight', preflight, 'OPTIONS', 'preflight'],
    ['a preflight with an empty body', { ...preflight, 'content-length': '0' }, 'OPTIONS', 'preflight'],
    ['no origin', { 'access-control-request-method': 'GET' }, 'OPTIONS', 'refuse'],
    ['no method to come', { origin: 'https://shop.example' }, 'OPTIONS', 'refuse'],
    ['credentials', { ...preflight, authorization: 'Basic dTpw' }, 'OPTIONS', 'refuse'],
    ['cookies', { ...preflight, cookie: 'a=b' }, 'OPTIONS', 'refuse'],
    ['a body', { ...preflight, 'content-length': '2' }, 'OPTIONS', 'refuse'],
    ['a body in chunks', { ...preflight, 'transfer-encoding': 'chunked' }, 'OPTIONS', 'refuse'],
    ['another method', preflight, 'POST', 'refuse'],
  ])('tells a preflight from what only looks like one: %s', async (_what, headers, method, kind) => {
    const head = requestHead({ method, url: 'https://app.example.com/', headers: new Headers(headers) } as never);
    const state = await decide(new Request('https://app.example.com/'));
    expect(createGuard({})(state, head).kind).toBe(kind);
  });
});

describe('functions of the request', () => {
  const page = { headers: { accept: 'text/html', 'sec-fetch-dest': 'document', cookie: '__client_uat=0' } };

  it('signInUrl is called for page navigations only, with the head of the request', async () => {
    const seen: string[] = [];
    const signInUrl = (request: RequestHead) => {
      seen.push(`${request.method} ${request.url} ${request.header('sec-fetch-dest') ?? ''}`);
      return '/in';
    };
    expect(responseOf(await verdict({ signInUrl }, page)).status).toBe(302);
    expect(responseOf(await verdict({ signInUrl }, {})).status).toBe(401);
    expect(seen).toEqual(['GET https://app.example.com/page document']);
  });

  it.each([undefined, '', 'sign-in', '//evil.example', '/a\nb', 5, Promise.resolve('/in')])(
    'signInUrl that gives %s is an error',
    async (given) => {
      await expect(verdict({ signInUrl: () => given as string }, page)).rejects.toMatchObject({
        code: 'option_invalid',
        message: expect.stringContaining('protect: `what the function signInUrl gives` must be ') as unknown,
      });
    },
  );

  it('refusalPage replaces the body and its type, and nothing else', async () => {
    const seen: number[] = [];
    const refusalPage = ({ status }: RefusedPage) => {
      seen.push(status);
      return '<p>mine</p>';
    };
    const usual = responseOf(await verdict({}, page));
    const mine = responseOf(await verdict({ refusalPage }, page));
    expect([mine.status, mine.body]).toEqual([401, '<p>mine</p>']);
    const withoutType = ({ headers }: DecidedResponse) => headers.filter(([name]) => name !== 'content-type');
    expect(withoutType(mine)).toEqual(withoutType(usual));
    expect(new Map(mine.headers).get('content-type')).toBe('text/html; charset=utf-8');
    expect(responseOf(await verdict({ refusalPage }, {})).body).toBe('{"error":"Unauthorized"}');
    expect(seen).toEqual([401]);
  });

  it.each([null, 5, Promise.resolve('x'), {}])('refusalPage that gives %s is an error', async (given) => {
    const refusalPage = (() => given) as never;
    await expect(verdict({ refusalPage }, page)).rejects.toMatchObject({
      code: 'option_invalid',
      message: 'protect: `refusalPage` must return HTML as a string, or undefined.',
    });
  });

  it('refusalPage that gives undefined changes nothing', async () => {
    const asked: unknown[] = [];
    const refusalPage = ({ status }: RefusedPage) => void asked.push(status);
    expect(await verdict({ refusalPage }, page)).toEqual(await verdict({}, page));
    expect(asked).toEqual([401]);
  });

  it('refusalPage is not asked for those who pass or are redirected', async () => {
    const refusalPage = () => {
      throw new Error('Nobody was refused.');
    };
    const { headers } = await member();
    expect(await verdict({ refusalPage }, { headers: { ...page.headers, ...headers } })).toEqual({ kind: 'pass' });
    const { status } = responseOf(await verdict({ refusalPage, signInUrl: '/sign-in' }, page));
    expect(status).toBe(302);
  });

  it('refusalPage is not known where the framework has pages of its own', () => {
    const options = { refusalPage: () => 'x' };
    expect(() => createGuard(options, 'protect', 'by-framework')).toThrow(
      /^protect does not know `refusalPage`\. Known: (?!.*refusalPage)/,
    );
  });
});

describe('signInUrl', () => {
  const page = { headers: { accept: 'text/html', 'sec-fetch-dest': 'document', cookie: '__client_uat=0' } };
  const visit = async (signInUrl: string, url?: string, headers: Record<string, string> = {}) => {
    const given = await verdict({ signInUrl }, { headers: { ...page.headers, ...headers } }, url);
    expect(given).toMatchObject({ kind: 'refuse', why: 'unauthenticated' });
    const response = responseOf(given);
    return [response.status, new Map(response.headers).get('location')];
  };
  const back = `redirect_url=${encodeURIComponent('https://app.example.com/page')}`;

  it.each<readonly [string, string | undefined]>([
    ['/sign-in', `/sign-in?${back}`],
    ['/sign-in?lang=de#top', `/sign-in?lang=de&${back}#top`],
    ['/sign-in#top?lang=de', `/sign-in?${back}#top?lang=de`],
    ['/sign-in#top#$&', `/sign-in?${back}#top#$&`],
    ['/sign-in?redirect_url=%2Fhome', '/sign-in?redirect_url=%2Fhome'],
    ['https://accounts.example.com/page', `https://accounts.example.com/page?${back}`],
    ['https://accounts.example.com/page/', `https://accounts.example.com/page/?${back}`],
    ['https://app.example.com:8443/page', `https://app.example.com:8443/page?${back}`],
  ])('%s is where a page is sent, with the way back', async (signInUrl, location) => {
    expect(await visit(signInUrl)).toEqual([302, location]);
  });

  it.each(['/page', '/page/', '/page?x=1', 'https://app.example.com/page', 'http://app.example.com:80/page'])(
    '%s is this page itself: 401',
    async (signInUrl) => {
      expect(await visit(signInUrl)).toEqual([401, undefined]);
    },
  );

  it.each<readonly [string, string, number]>([
    ['https://app.example.com/page', 'http://app.example.com/page', 401],
    ['http://app.example.com/page', 'https://app.example.com/page', 401],
    ['https://app.example.com:8443/page', 'https://app.example.com:8443/page', 401],
    ['https://app.example.com/page', 'https://app.example.com:8443/page', 302],
    ['https://app.example.com/page', 'http://app.example.com:443/page', 401],
    ['http://app.example.com/page', 'https://app.example.com:80/page', 401],
    ['https://other.example.com/page', 'https://app.example.com/page', 302],
    ['https://other.example.com:8443/page', 'https://app.example.com:9443/page', 302],
    ['/page', 'https://app.example.com/page//', 401],
  ])('%s on %s: %i, whatever ended TLS', async (signInUrl, url, status) => {
    expect((await visit(signInUrl, url))[0]).toBe(status);
  });

  it.each(['https://public.example.com/page', 'https://app.example.com/page'])(
    '%s is this page under one of its two names: 401',
    async (signInUrl) => {
      const [status] = await visit(signInUrl, undefined, { 'x-forwarded-host': 'public.example.com' });
      expect(status).toBe(401);
    },
  );

  it('leaves parameters of a handshake out of the way back, and keeps others', async () => {
    const [, location] = await visit('/sign-in', 'https://app.example.com/page?a=1&__clerk_x=2&__clerk_y=3');
    expect(location).toBe(`/sign-in?redirect_url=${encodeURIComponent('https://app.example.com/page?a=1')}`);
  });

  it('is for page navigations alone, which must not be cached', async () => {
    const data = await verdict({ signInUrl: '/sign-in' }, { headers: { accept: 'application/json' } });
    expect(data).toMatchObject({ response: { status: 401 } });
    expect(await verdict({ signInUrl: '/sign-in' }, page)).toMatchObject({
      response: { headers: expect.arrayContaining([['cache-control', 'no-store']]) as unknown },
    });
  });
});

describe('what a guard is made with', () => {
  const make = (asked: unknown) => () => createGuard(asked as ProtectOptions, 'protect');

  function codeOf(call: () => unknown): unknown {
    try {
      return call();
    } catch (error) {
      return (error as { readonly code?: unknown }).code;
    }
  }

  it.each<readonly [unknown, RegExp]>([
    [undefined, /^protect must be given an object of what the route asks for, and undefined came\. Leave it out/],
    [null, /, and null came\./],
    ['', /, and an empty string came\./],
    ['sk_live_secret', /, and something else came\./],
    [[{}], /must be given an object/],
    [Object.create({ role: 'x' }), /must be given an object/],
    [Object.create(Object.assign(Object.create(null) as object, { role: 'x' })), /must be given an object/],
    [Object.create({ role: 'x', hasOwnProperty: () => true }), /must be given an object/],
    [
      { roles: 'x' },
      /^protect does not know `roles`\. Known: role, permission, feature, plan, reverification, token, scopes, resource, dpop, actor, signInUrl, refusalPage\.$/,
    ],
    [{ [Symbol('role')]: 'x' }, /does not know `Symbol\(role\)`/],
    [
      { role: ' ' },
      /^protect: `role` must be a string that is not empty, and something else came\. Check the constant/,
    ],
    [{ role: null }, /`role` must be .*, and null came\./],
    [{ role: undefined }, /`role` must be a string that is not empty, and undefined came.*leave `role` out/],
    [{ token: [] }, /`token` must be a list with at least one kind of token/],
    [{ reverification: 'often' }, /`reverification` must be 'strict_mfa', 'strict', 'moderate', 'lax', or \{ level: /],
    [{ reverification: { level: 'first_factor', afterMinutes: 0 } }, /`reverification` must be/],
    [{ reverification: { level: 'first_factor', afterMinutes: '5' } }, /`reverification` must be/],
    [{ reverification: { level: 'first_factor', afterMinutes: Number.NaN } }, /`reverification` must be/],
    [{ reverification: { level: 'no_factor', afterMinutes: 5 } }, /`reverification` must be/],
    [{ signInUrl: '//evil.example' }, /`signInUrl` must be an http\(s\) URL, or a path that begins with "\/"/],
    [{ signInUrl: '/\\evil.example' }, /`signInUrl`/],
    [{ signInUrl: 'x/sign-in' }, /`signInUrl`/],
    [{ signInUrl: '/a b' }, /`signInUrl`/],
    [{ signInUrl: '/a\n' }, /`signInUrl`/],
    [{ signInUrl: 'https://' }, /`signInUrl`/],
    [{ signInUrl: 5 }, /`signInUrl`/],
    [{ signInUrl: ['/sign-in'] }, /`signInUrl`/],
  ])('%j is refused', (asked, message) => {
    expect(make(asked)).toThrow(message);
    const code = message.source.includes('does not know') ? 'option_unknown' : 'option_invalid';
    expect(codeOf(make(asked))).toBe(code);
  });

  it('is named after the function where no place is given', () => {
    expect(() => createGuard({ roles: 'x' } as ProtectOptions)).toThrow(/^createGuard does not know `roles`\./);
  });

  it('takes objects of another realm and without a prototype, and addresses in capitals', () => {
    const foreign: unknown = structuredClone({ role: 'org:member' });
    for (const asked of [
      foreign,
      Object.assign(Object.create(null) as object, { role: 'x' }),
      { signInUrl: 'HTTPS://a.example' },
    ])
      expect(make(asked)).not.toThrow();
  });

  it('is not changed later, neither in a list nor in an object', async () => {
    const token: ('api_key' | 'session_token')[] = ['api_key'];
    const reverification = { level: 'first_factor' as const, afterMinutes: 1 };
    const request = new Request('https://app.example.com/', await member());
    const guards = [createGuard({ token }), createGuard({ reverification })];
    token.push('session_token');
    reverification.afterMinutes = 60;
    const state = await decide(request);
    for (const guard of guards) expect(guard(state, requestHead(request)).kind).toBe('refuse');
  });

  it('has a check for addresses of its own', () => {
    expect(() => checkSignInUrl('/sign-in', 'requireAuth')).not.toThrow();
    expect(() => checkSignInUrl('sign-in', 'requireAuth')).toThrow(
      /^requireAuth: `signInUrl` must be an http\(s\) URL, or a path that begins with "\/"\.$/,
    );
    expect(codeOf(() => checkSignInUrl('sign-in', 'requireAuth'))).toBe('option_invalid');
  });
});

describe('assertCalled', () => {
  it.each([[[]], [[{}]], [[{ role: 'x' }]], [[null]], [['text']], [[undefined]]])('takes %j for options', (given) => {
    expect(() => assertCalled(given, 'protect', 'protect()')).not.toThrow();
  });

  it.each([[[{ headers: {} }]], [[{ raw: {} }]], [[{ req: {} }]], [[{}, {}]], [[undefined, () => undefined]]])(
    'takes %j for a request',
    (given) => {
      expect(() => assertCalled(given, 'protect', 'protect()')).toThrow(
        expect.objectContaining({
          code: 'middleware_not_called',
          message:
            'protect must be called with its options, and nothing else: write protect(), not protect without the parentheses.',
        }) as Error,
      );
    },
  );
});

describe('createGetAuth', () => {
  interface Native {
    readonly state?: unknown;
    readonly auth?: unknown;
    readonly isServed?: boolean;
  }
  const getAuth = createGetAuth<Native>({
    stateOf: ({ state }) => state as never,
    authOf: ({ auth }) => auth,
    isServed: ({ isServed = false }) => isServed,
    refuse: () => {
      throw new Error('refused');
    },
  });
  const person = { tokenType: 'session_token', isAuthenticated: true, userId: 'user_1' };

  it('takes the state before anything else, and passes on how pending sessions count', () => {
    const seen: unknown[] = [];
    const state = { toAuth: (given: unknown) => (seen.push(given), person) };
    expect(getAuth({ state, auth: { tokenType: 'session_token', userId: 'other' } })).toBe(person);
    getAuth({ state }, { treatPendingAsSignedOut: false });
    getAuth({ state }, { acceptsToken: 'session_token' });
    expect(getAuth({ state }, { acceptsToken: ['api_key', 'session_token'] })).toBe(person);
    expect(seen).toEqual([undefined, { treatPendingAsSignedOut: false }, undefined, undefined]);
  });

  it('takes what a test left, and on a served request only what says what it is', () => {
    expect(getAuth({ auth: person })).toBe(person);
    expect(getAuth({ auth: { userId: 'x' } })).toEqual({ userId: 'x' });
    expect(getAuth({ auth: person, isServed: true })).toBe(person);
    expect(() => getAuth({ auth: { userId: 'x' }, isServed: true })).toThrow('refused');
    let call: readonly unknown[] = [];
    const request: Native = {
      auth(this: unknown, ...given: readonly unknown[]) {
        call = [this, ...given];
        return person;
      },
    };
    expect(getAuth(request, { treatPendingAsSignedOut: false })).toBe(person);
    expect(call).toEqual([request, { treatPendingAsSignedOut: false }]);
  });

  it.each([undefined, null, 5, 'text', {}, { auth: null }, { auth: 'text' }, { auth: () => null }])(
    'refuses %j',
    (request) => {
      expect(() => getAuth(request as never)).toThrow('refused');
    },
  );

  it.each<readonly [object, string, RegExp]>([
    [
      { acceptsToken: undefined },
      'option_invalid',
      /^getAuth: `acceptsToken` must be .* leave it out for session tokens\.$/,
    ],
    [{ acceptsToken: [] }, 'option_invalid', /must be a list with at least one kind of token\./],
    [{ acceptsToken: 'apikey' }, 'option_invalid', /acceptsToken/],
    [{ acceptToken: 'any' }, 'option_unknown', /getAuth.*acceptsToken.*guarded.*treatPendingAsSignedOut/s],
  ])('refuses the options %j', (given, code, message) => {
    expect(() => getAuth({ auth: person }, given as never)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as Error,
    );
  });

  it('with guarded is somebody, or an error that says where the guard belongs', () => {
    const nobody = { ...person, isAuthenticated: false };
    expect(getAuth({ auth: person }, { guarded: true })).toBe(person);
    expect(getAuth({ auth: nobody }, { guarded: false })).toBe(nobody);
    expect(() => getAuth({ auth: nobody }, { guarded: true })).toThrow(
      expect.objectContaining({
        code: 'guard_missing',
        message: expect.stringMatching(/guarded: true.*nobody is signed in.*protect\(\) or requireAuth\(\)/) as string,
      }) as Error,
    );
  });
});
