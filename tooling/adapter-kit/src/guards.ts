import { request as rawRequest } from 'node:http';
import type { GuardOptions, ProtectOptions } from '@acme/backend/adapter';
import { bearer, pageHeaders, withEnvironment } from 'testing';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { usualAnswers, type Adapter, type Guards } from './define-adapter.js';
import { json } from './get.js';
import type { Services } from './use-services.js';

const send = (url: string, init: RequestInit = {}) =>
  fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(300_000), ...init });
const answer = async (url: string, init?: RequestInit) => {
  const response = await send(url, init);
  return [response.status, await response.json().catch(() => undefined)] as const;
};

/** Node's fetch sets some headers by itself; here everything is as it is written. */
function raw(
  url: string,
  method: string,
  headers: Readonly<Record<string, string>>,
  sent?: string,
): Promise<readonly [number, string]> {
  return new Promise((resolve, reject) => {
    const request = rawRequest(url, { method, headers, timeout: 300_000 }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve([response.statusCode ?? 0, body]));
    });
    request.on('timeout', () => request.destroy(new Error('no answer'))).on('error', reject);
    request.end(sent);
  });
}

const names = [
  'role',
  'permission',
  'feature',
  'plan',
  'reverification',
  'token',
  'scopes',
  'resource',
  'dpop',
  'actor',
  'signInUrl',
];
const nothing: readonly unknown[] = [undefined, null, '', ' ', 0, 5, true, false, {}, [], [undefined], () => true];
/** Options that no guard is made with, and the code of the error. */
export const guardMistakes: readonly (readonly [what: string, options: unknown, code: string])[] = [
  ...names.flatMap((name) =>
    nothing
      // A function may give the address.
      .filter((value) => name !== 'signInUrl' || typeof value !== 'function')
      .filter((value) => (name !== 'actor' && name !== 'dpop') || typeof value !== 'boolean')
      .map(
        (value) => [`${name}: ${String(value) || JSON.stringify(value)}`, { [name]: value }, 'option_invalid'] as const,
      ),
  ),
  ['a good member beside a missing one', { role: 'org:member', permission: undefined }, 'option_invalid'],
  ['a misspelt member', { permissions: 'org:posts:delete' }, 'option_unknown'],
  ['a misspelt member beside a good one', { role: 'org:member', Permission: 'org:posts:delete' }, 'option_unknown'],
  ['a member of the middleware', { audience: 'x' }, 'option_unknown'],
  ['a kind of token that does not exist', { token: 'apikey' }, 'option_invalid'],
  ['one of several kinds that does not exist', { token: ['session_token', 'apikey'] }, 'option_invalid'],
  ['a reverification that does not exist', { reverification: 'stict' }, 'option_invalid'],
  ['a level that does not exist', { reverification: { level: 'third_factor', afterMinutes: 5 } }, 'option_invalid'],
  ...[0, -1, Number.NaN, Number.POSITIVE_INFINITY, '5', undefined].map(
    (afterMinutes) =>
      [
        `an age of ${String(afterMinutes)}`,
        { reverification: { level: 'first_factor', afterMinutes } },
        'option_invalid',
      ] as const,
  ),
  ...[
    'javascript:alert(1)',
    '//evil.example/',
    '/\\evil.example',
    '/a b',
    '/a\r\nx: y',
    'https://',
    'localhost:3000/in',
    'sign-in',
  ].map((signInUrl) => [`signInUrl ${JSON.stringify(signInUrl)}`, { signInUrl }, 'option_invalid'] as const),
  ['undefined instead of an object', undefined, 'option_invalid'],
  ['null', null, 'option_invalid'],
  ['a text', 'org:admin', 'option_invalid'],
  ['a list', [{ role: 'org:admin' }], 'option_invalid'],
  ['a function', () => ({ role: 'org:admin' }), 'option_invalid'],
  ['inherited members', Object.create({ role: 'org:admin' }), 'option_invalid'],
  [
    'members inherited from an object without a prototype',
    Object.create(Object.assign(Object.create(null) as object, { role: 'org:admin' })),
    'option_invalid',
  ],
];

/** A member of an organization whose first factor was verified a minute ago. */
export const memberClaims = {
  o: { id: 'org_1', rol: 'member', slg: 'acme', per: 'read', fpm: '1' },
  fea: 'o:posts',
  fva: [1, -1],
};

let member: { readonly authorization: string };

/** What guards ask for: mistakes are found when a guard is made, and a guard that cannot decide is closed. */
export function describeGuards(adapter: Adapter, guards: Guards, services: () => Services): void {
  beforeAll(async () => {
    member = bearer(await services().service.sign(memberClaims));
  });
  beforeEach(() => {
    const { url, jwtKey } = services().service;
    withEnvironment(
      {
        CLERK_PUBLISHABLE_KEY: `pk_live_${btoa('clerk.example.com$')}`,
        CLERK_SECRET_KEY: 'sk_live_guards',
        CLERK_API_URL: url,
        CLERK_JWT_KEY: jwtKey,
      },
      { without: 'CLERK_' },
    );
  });
  const mounts = mountsOf(adapter, guards);
  describeMaking(guards, mounts);
  describeChanges(guards, mounts);
  if (!guards.isCalled) describeMisuse(guards, mounts);
  describeGetAuth(guards, mounts);
  describe('CORS preflights', () => describePreflights(adapter, guards, mounts));
  describe('signInUrl', () => describeSignInUrl(guards, mounts));
  describe('refusalPage', () => describeRefusalPage(guards, mounts));
}

/** Servers with a guard, or with what was passed in its place. */
interface Mounts {
  /** `/guarded`. */
  readonly serve: (guard: unknown) => Promise<string>;
  /** Everything, then a CORS middleware, then `GET /data`. */
  readonly serveBeforeCors: (guard: unknown) => Promise<string>;
  /** What `getAuth` gives with these options, or the error. */
  readonly getAuth: (options: object) => Promise<unknown>;
}

const mountsOf = ({ start }: Adapter, { needsNoMiddleware }: Guards): Mounts => ({
  serve: (guard) => start({ guard, without: needsNoMiddleware }),
  serveBeforeCors: (guard) => start({ guard, corsAfterGuard: true, without: needsNoMiddleware }),
  getAuth: async (options) => json(send(`${await start({ getAuth: options })}/who`, { headers: member })),
});

/** No mistakes for a guard that is called with each request: a condition may be a function, and an address may be undefined. */
const inCalls: readonly string[] = ['a function', 'signInUrl: undefined'];

function describeMaking(
  { protect, isCalled, hasNoSignInUrl, answers = usualAnswers }: Guards,
  { serve }: Mounts,
): void {
  it.each(guardMistakes.filter(([what]) => !isCalled || !inCalls.includes(what)))(
    'refuses to make a guard with %s',
    (_case, options, code) => {
      expect(() => protect(options as ProtectOptions)).toThrow(
        expect.objectContaining({ name: 'ConfigurationError', code }) as Error,
      );
    },
  );

  it('names the member, says what to do, and never shows the value', () => {
    expect(() => protect({ permission: undefined as never })).toThrow(/`permission` must be .* undefined came.*leave/);
    expect(() => protect({ signInUrl: 'sk_live_secret' })).toThrow(/^(?!.*sk_live_secret)/);
  });

  it('makes a guard of everything that can be asked for, and of nothing', async () => {
    const good: readonly ProtectOptions[] = [
      {},
      { role: 'member' },
      { permission: 'org:posts:read' },
      { feature: 'posts' },
      { reverification: { level: 'first_factor', afterMinutes: 5 } },
      { reverification: 'lax' },
      { token: 'any' },
      { token: ['session_token'] },
      { signInUrl: '/sign-in?x=1' },
      { signInUrl: 'https://app.example.com/in' },
      ...(hasNoSignInUrl ? [] : [{ signInUrl: () => '/sign-in' }]),
      Object.assign(Object.create(null) as object, { role: 'org:member' }),
    ];
    for (const options of good) {
      const url = await serve(protect(options));
      expect([options, await answer(`${url}/guarded`, { headers: member })]).toEqual([
        options,
        [200, { passed: true }],
      ]);
      expect((await send(`${url}/guarded`)).status).toBe(401);
    }
    expect(await answer(`${await serve(protect())}/guarded`, { headers: member })).toEqual([200, { passed: true }]);
    const forbidden = await serve(protect({ permission: 'org:posts:delete' }));
    expect((await send(`${forbidden}/guarded`, { headers: member })).status).toBe(answers.insufficient);
  });
}

function describeChanges(
  { protect, isCalled, answers: { insufficient } = usualAnswers }: Guards,
  { serve }: Mounts,
): void {
  if (!isCalled) describeLaterChanges(protect, serve, insufficient);

  const strangeMembers: readonly (readonly [string, () => object])[] = [
    ['that is not listed', () => Object.defineProperty({}, 'role', { value: 'org:admin' })],
    [
      'that says something else the second time',
      () => {
        const values = ['org:admin'];
        return Object.defineProperty({}, 'role', { get: () => values.pop(), enumerable: true });
      },
    ],
  ];
  // A guard that is called reads its options each time.
  it.each(strangeMembers.filter((_, index) => !isCalled || index === 0))(
    'asks for a member %s',
    async (_case, options) => {
      const url = await serve(protect(options()));
      expect((await send(`${url}/guarded`, { headers: member })).status).toBe(insufficient);
    },
  );
}

/** A guard is made once, and keeps what it was made with. */
function describeLaterChanges(protect: Guards['protect'], serve: Mounts['serve'], insufficient: number): void {
  it('is not changed by what happens to the object afterwards', async () => {
    const options: { role?: string } = { role: 'org:admin' };
    const guard = protect(options);
    delete options.role;
    expect((await send(`${await serve(guard)}/guarded`, { headers: member })).status).toBe(insufficient);
  });

  it('is not changed by what happens to a list or an object in it afterwards', async () => {
    const token: ('api_key' | 'session_token')[] = ['api_key'];
    const ofMachines = protect({ token });
    token.push('session_token');
    expect((await send(`${await serve(ofMachines)}/guarded`, { headers: member })).status).toBe(401);
    // The first factor was verified a minute ago.
    const reverification = { level: 'first_factor', afterMinutes: 1 } as const;
    const recent = protect({ reverification });
    Object.assign(reverification, { afterMinutes: 60 });
    expect((await send(`${await serve(recent)}/guarded`, { headers: member })).status).toBe(insufficient);
  });
}

function describeMisuse({ protect }: Guards, { serve }: Mounts): void {
  it('says so when it is passed without being called', async () => {
    const url = await serve(protect);
    expect(await answer(`${url}/guarded`)).toEqual([500, expect.objectContaining({ code: 'middleware_not_called' })]);
    expect(await answer(`${url}/guarded`, { headers: member })).toEqual([
      500,
      expect.objectContaining({ code: 'middleware_not_called' }),
    ]);
  });
}

function describeGetAuth({ isCalled }: Guards, { getAuth }: Mounts): void {
  it.each([
    ['undefined', undefined],
    ['null', null],
    ['an empty list', []],
    ['a misspelt kind', 'apikey'],
    ['a list with one', ['session_token', undefined]],
  ])('getAuth refuses %s as the kinds of token', async (_case, acceptsToken) => {
    expect(await getAuth({ acceptsToken })).toMatchObject({ code: 'option_invalid' });
  });

  it('getAuth with { guarded } is somebody, or an error', async () => {
    // Who calls a guard gets the auth object from it.
    if (isCalled) return expect(await getAuth({ guarded: true })).toMatchObject({ code: 'option_unknown' });
    expect(await getAuth({ guarded: true })).toMatchObject({ userId: 'user_1' });
    return expect(await getAuth({ guarded: true, acceptsToken: 'api_key' })).toMatchObject({ code: 'guard_missing' });
  });
}

function describePreflights(
  { framework }: Adapter,
  { protect, answers = usualAnswers }: Guards,
  { serve, serveBeforeCors }: Mounts,
): void {
  const preflight = { origin: 'https://shop.example', 'access-control-request-method': 'GET' };

  if (answers.passesPreflights)
    it('pass a guard, so that a CORS middleware after it can answer', async () => {
      const url = await serveBeforeCors(protect({ role: 'org:member' }));
      const response = await send(`${url}/data`, { method: 'OPTIONS', headers: preflight });
      expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([
        204,
        'https://shop.example',
      ]);
      expect((await send(`${url}/data`)).status).toBe(401);
      expect(await answer(`${url}/data`, { headers: member })).toEqual([200, { passed: true }]);
    });

  it('never bring back what is guarded', async () => {
    const url = await serve(protect());
    const [status, body] = await raw(`${url}/guarded`, 'OPTIONS', preflight);
    expect([status, body]).toEqual([framework.preflight, '']);
  });

  it.each([
    ['without an origin', 'OPTIONS', { 'access-control-request-method': 'GET' }],
    ['without the method that is to come', 'OPTIONS', { origin: 'https://shop.example' }],
    ['with credentials', 'OPTIONS', { ...preflight, authorization: 'Bearer x' }],
    ['with cookies', 'OPTIONS', { ...preflight, cookie: 'a=b' }],
    ['with a body', 'OPTIONS', { ...preflight, 'content-length': '2', 'content-type': 'text/plain' }, '{}'],
    [
      'with a body in chunks',
      'OPTIONS',
      { ...preflight, 'transfer-encoding': 'chunked', 'content-type': 'text/plain' },
      '{}',
    ],
    ['with another method', 'POST', preflight],
    ['with another method that reads', 'GET', preflight],
  ])('are only those that browsers send, not a request %s', async (_case, method, headers, body?: string) => {
    const urls = [`${await serve(protect())}/guarded`];
    if (answers.passesPreflights) urls.push(`${await serveBeforeCors(protect())}/data`);
    for (const url of urls) expect((await raw(url, method, headers, body))[0]).toBe(401);
  });
}

type Address = NonNullable<ProtectOptions['signInUrl']>;

function describeSignInUrl(guards: Guards, { serve }: Mounts): void {
  const { protect, isCalled, answers: { redirect } = usualAnswers } = guards;
  const page = { ...pageHeaders, cookie: '__client_uat=0' };
  const visit = async (signInUrl: Address, headers: Record<string, string> = {}, path = '/guarded', method = 'GET') => {
    const url = await serve(protect({ signInUrl }));
    return new Promise<readonly [number | undefined, string | undefined]>((resolve, reject) => {
      const sent = { ...page, host: 'app.example.com', ...headers };
      rawRequest(url + path, { method, headers: sent }, (response) => {
        response.resume();
        resolve([response.statusCode, response.headers.location]);
      })
        .on('error', reject)
        .end();
    });
  };

  it('may be a path or a URL, and gets the page to come back to', async () => {
    const back = `redirect_url=${encodeURIComponent('http://app.example.com/guarded')}`;
    expect(await visit('/sign-in')).toEqual([redirect, `/sign-in?${back}`]);
    expect(await visit('https://accounts.example.com/guarded')).toEqual([
      redirect,
      `https://accounts.example.com/guarded?${back}`,
    ]);
  });

  it.each([
    ['/guarded', {}],
    ['/guarded/', {}],
    ['/x/../guarded?again=1', {}],
    ['http://app.example.com/guarded', {}],
    // TLS ends at the proxy, which may or may not say so.
    ['https://app.example.com/guarded', {}],
    ['https://APP.example.com:443/guarded', {}],
    ['https://app.example.com/guarded', { host: 'internal:8080', 'x-forwarded-host': 'app.example.com' }],
    ['https://app.example.com/guarded', { 'x-forwarded-host': 'evil.example' }],
    ['https://app.example.com/guarded', { host: 'app.example.com:443', 'x-forwarded-proto': 'https' }],
  ])('%s is this page itself with %j: 401, no endless redirect', async (signInUrl, headers) => {
    expect(await visit(signInUrl, headers)).toEqual([401, undefined]);
  });

  it('gets the whole address of the page, unless it has one to come back to', async () => {
    const path = '/guarded?a=1&redirect_url=%2Fb&c=%26';
    const back = `redirect_url=${encodeURIComponent(`http://app.example.com${path}`)}`;
    expect(await visit('/sign-in?x=y#top', {}, path)).toEqual([redirect, `/sign-in?x=y&${back}#top`]);
    // The redirects of a middleware always lead back to the page.
    if (guards.hasNoSignInUrl) return;
    expect(await visit('/sign-in?redirect_url=%2Fhome', {}, path)).toEqual([redirect, '/sign-in?redirect_url=%2Fhome']);
  });

  if (!guards.hasNoSignInUrl) describeAddressFunction(visit, guards, serve);

  it('never makes a browser send a form again', async () => {
    const form = { 'content-length': '0', origin: 'http://app.example.com' };
    const [status, location] = await visit('/sign-in', form, '/guarded', 'POST');
    // 302 and 303 are followed by GET; 307 is not. Where a guard is called, a posted form opens a page too.
    const followed = redirect === 307 ? 303 : redirect;
    expect([status, location?.split('?', 1)[0]]).toEqual(isCalled ? [followed, '/sign-in'] : [401, undefined]);
  });

  it('leads nowhere else whatever a request says of its host', async () => {
    const spoofed = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example',
    };
    for (const signInUrl of ['/sign-in', 'https://app.example.com/in']) {
      const [status, location] = await visit(signInUrl, spoofed);
      expect([status, location?.split('?', 1)[0]]).toEqual([redirect, signInUrl]);
    }
  });
}

type Visit = (
  signInUrl: Address,
  headers?: Record<string, string>,
  path?: string,
) => Promise<readonly [number | undefined, string | undefined]>;

function describeAddressFunction(visit: Visit, guards: Guards, serve: Mounts['serve']): void {
  const { protect, answers: { redirect } = usualAnswers } = guards;

  it('may be a function of the request', async () => {
    const signInUrl: Address = (request) =>
      `/${request.header('accept-language') ?? ''}/sign-in?at=${encodeURIComponent(request.method + new URL(request.url).pathname)}`;
    const back = `redirect_url=${encodeURIComponent('http://app.example.com/guarded?x=1')}`;
    expect(await visit(signInUrl, { 'accept-language': 'nl' }, '/guarded?x=1')).toEqual([
      redirect,
      `/nl/sign-in?at=GET%2Fguarded&${back}`,
    ]);
    expect(await visit(() => '/guarded')).toEqual([401, undefined]);
  });

  it.each([
    ['nothing', undefined],
    ['another scheme', 'javascript:alert(1)'],
    ['two slashes', '//evil.example/'],
    ['a line break', '/a\r\nlocation: x'],
    ['a promise', Promise.resolve('/sign-in')],
  ])('lets nobody pass and leads nowhere if the function gives %s', async (_what, given) => {
    expect(await visit(() => given as string)).toEqual([500, undefined]);
    const url = await serve(protect({ signInUrl: () => given as string }));
    expect((await send(`${url}/guarded`)).status).toBe(401);
  });
}

function describeRefusalPage({ protect, isCalled }: Guards, { serve }: Mounts): void {
  // The frameworks with such guards have error pages of their own.
  if (isCalled) {
    it('is no option where the framework has error pages', async () => {
      const open = async () => answer(`${await serve(protect({ refusalPage: () => 'mine' }))}/guarded`);
      // Some are checked when they are made here, because nothing shows the code of what a call throws.
      const found = await open().catch((error: unknown) => [500, error]);
      expect(found).toEqual([500, expect.objectContaining({ code: 'option_unknown' })]);
    });
    return;
  }

  const visit = async (given: GuardOptions, headers: Readonly<Record<string, string>>) => {
    const response = await send(`${await serve(protect(given))}/guarded`, { headers });
    const type = response.headers.get('content-type');
    return [response.status, type?.split(';', 1)[0], response.headers.get('cache-control'), await response.text()];
  };
  const refusalPage: GuardOptions['refusalPage'] = ({ status, request }) =>
    status === 503 ? undefined : `<p>${status} ${new URL(request.url).pathname}</p>`;

  it('is what people see who open a page and are refused, with the status and headers of the refusal', async () => {
    const html = 'text/html';
    const mine = (status: number) => [status, html, 'no-store', `<p>${status} /guarded</p>`];
    expect(await visit({ refusalPage }, { ...pageHeaders, cookie: '__client_uat=0' })).toEqual(mine(401));
    const rule = { refusalPage, permission: 'org:posts:delete' };
    expect(await visit(rule, { ...pageHeaders, ...member })).toEqual(mine(403));
    expect(await visit({ ...rule, reverification: 'strict' }, { ...pageHeaders, ...member })).toEqual(mine(403));
    expect((await visit({ refusalPage }, { ...pageHeaders, ...member }))[0]).toBe(200);
  });

  it('is not for programs, nor for people who are redirected', async () => {
    const json = 'application/json';
    expect((await visit({ refusalPage }, {})).slice(0, 2)).toEqual([401, json]);
    expect((await visit({ refusalPage, role: 'org:admin' }, member)).slice(0, 2)).toEqual([403, json]);
    const url = await serve(protect({ refusalPage, signInUrl: '/sign-in' }));
    expect((await send(`${url}/guarded`, { headers: { ...pageHeaders, cookie: '__client_uat=0' } })).status).toBe(302);
    // It has nothing to say here.
    const none = { refusalPage: () => undefined };
    expect((await visit(none, { ...pageHeaders, cookie: '__client_uat=0' })).slice(0, 2)).toEqual([401, json]);
  });

  it.each([[5], [null], [Promise.resolve('x')]])('lets nobody pass if it gives %s', async (given) => {
    const broken = { refusalPage: () => given as never };
    expect((await visit(broken, { ...pageHeaders, cookie: '__client_uat=0' }))[0]).toBe(500);
  });

  it('must be a function', () => {
    for (const given of [undefined, null, 'x', {}])
      expect(() => protect({ refusalPage: given } as never)).toThrow(
        expect.objectContaining({ code: 'option_invalid' }) as Error,
      );
  });
}
