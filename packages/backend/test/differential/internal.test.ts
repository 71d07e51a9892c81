import { generateKeyPairSync } from 'node:crypto';
import * as officialRoot from '@clerk/backend';
import * as officialInternal from '@clerk/backend/internal';
import * as officialJwt from '@clerk/backend/jwt';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as ourRoot from '../../src/index.js';
import * as ourInternal from '../../src/internal.js';
import * as ourJwt from '../../src/jwt.js';
import { json, startRecorder, type Recorder } from '../rest/recorder.js';

// Every function of the doors /internal and /jwt, and of the root, with simple arguments: it has to do what the official one does.

type Module = typeof ourRoot & typeof ourInternal & typeof ourJwt;
const ours: Module = { ...ourRoot, ...ourInternal, ...ourJwt };
// The same names and meanings; only the declarations of the types differ.
const official = { ...officialRoot, ...officialInternal, ...officialJwt } as unknown as Module;

const secretKey = 'sk_test_abcdefghijklmnopqrstuvwxyz0123456789ABCD';
const publishableKey = `pk_test_${Buffer.from('clerk.example.com$').toString('base64')}`;
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'ins_1' } as never;
const publicJwk = { ...publicKey.export({ format: 'jwk' }), kid: 'ins_1', alg: 'RS256' } as never;
const jwtKey = publicKey.export({ type: 'spki', format: 'pem' }) as string;
// Both packages read the same second, however long a case takes.
vi.useFakeTimers({ toFake: ['Date'] });
afterAll(() => void vi.useRealTimers());
const now = Math.floor(Date.now() / 1000);
const times = { iat: now - 10, nbf: now - 10, exp: now + 600 };
const signing = { algorithm: 'RS256', header: { alg: 'RS256', typ: 'JWT', kid: 'ins_1' } };

let recorder: Recorder;
let token: string;
beforeAll(async () => {
  recorder = await startRecorder();
  recorder.answer = (request, response, index) => {
    const [kind] = /users|sessions|organizations/.exec(request.path) ?? [];
    const object = kind?.slice(0, -1);
    const row = { object, id: `${object}_1`, private_metadata: { hidden: 1 }, public_metadata: { shown: 2 } };
    json(request.path.endsWith('/tokens/t') ? { object: 'token', jwt: 'a.b.c' } : row)(request, response, index);
  };
  const claims = { iss: 'https://clerk.example.com', sub: 'user_1', sid: 'sess_1', ...times };
  token = await ours.signJwt(claims, jwk, signing);
});
afterAll(() => recorder.close());

const organization = { id: 'org_1', slg: 'acme', rol: 'admin', per: 'read,write', fpm: '3' };
const version2 = { iss: 'https://x', sub: 'user_1', sid: 'sess_1', v: 2, sts: 'active', fva: [1, -1], o: organization };
const claimsOf: Readonly<Record<string, object>> = {
  'version 1': { sub: 'user_1', sid: 's', iss: 'x', org_id: 'org_1', org_role: 'admin', org_permissions: ['org:a:b'] },
  'version 2': { ...version2, fea: 'o:billing,u:x', pla: 'o:pro', act: { sub: 'user_2' } },
  pending: { ...version2, sts: 'pending' },
  bare: { sub: 'user_1' },
  none: {},
};
const secrets = () => ({
  secretKey,
  jwtKey,
  tokenInHeader: token,
  sessionTokenInCookie: token,
  refreshTokenInCookie: 'refresh_12345',
  devBrowserToken: 'dvb_123456789',
  handshakeToken: token,
  apiUrl: 'x',
  publishableKey,
});
const decoded = (payload: object) =>
  ({ header: {}, payload, signature: new Uint8Array(), raw: { text: token } }) as never;
const machines: Readonly<Record<'api_key' | 'm2m_token' | 'oauth_token', Readonly<Record<string, unknown>>>> = {
  api_key: { id: 'ak_1', name: 'n', subject: 'user_1', scopes: ['a'], claims: { x: 1 } },
  m2m_token: { id: 'mt_1', subject: 'mch_1', scopes: ['a'], claims: null },
  oauth_token: { id: 'oat_1', subject: 'user_1', scopes: ['a'], clientId: 'c' },
};
const kinds = Object.keys(machines) as (keyof typeof machines)[];
const accepted = ['session_token', 'api_key', ['session_token', 'api_key'], ['api_key'], [], 'any', undefined] as const;

type Case = (m: Module) => unknown;
const cases: Record<string, Case> = {};

for (const [name, claims] of Object.entries(claimsOf)) {
  const signedIn = (m: Module) =>
    m.signedInAuthObject({ ...secrets(), apiUrl: recorder.origin }, token, claims as never);
  Object.assign(cases, {
    [`signedInAuthObject, ${name}`]: signedIn,
    [`its debug(), ${name}`]: (m) => signedIn(m).debug(),
    [`its getToken(), ${name}`]: (m) => signedIn(m).getToken(),
    [`its getToken() with a template, ${name}`]: (m) => signedIn(m).getToken({ template: 't' }),
    [`its has(), ${name}`]: (m) =>
      [{ role: 'admin' }, { permission: 'org:billing:read' }, { feature: 'billing' }, { plan: 'pro' }, {}].map(
        (asked) => signedIn(m).has(asked as never),
      ),
    [`getAuthObjectFromJwt, ${name}`]: (m) => m.getAuthObjectFromJwt(decoded(claims), { secretKey }),
    [`getAuthObjectFromJwt, pending counts, ${name}`]: (m) =>
      m.getAuthObjectFromJwt(decoded(claims), { treatPendingAsSignedOut: false }),
  } satisfies Record<string, Case>);
}

Object.assign(cases, {
  signedOutAuthObject: (m) => m.signedOutAuthObject(),
  'signedOutAuthObject, debug()': (m) => m.signedOutAuthObject({ ...secrets(), reason: 'r' }).debug(),
  'signedOutAuthObject, debug() of nothing': (m) => m.signedOutAuthObject().debug(),
  'signedOutAuthObject, pending': (m) => m.signedOutAuthObject({}, 'pending'),
  'signedOutAuthObject, getToken() and has()': async (m) => {
    const auth = m.signedOutAuthObject();
    return [await auth.getToken(), auth.has({ role: 'x' })];
  },
  invalidTokenAuthObject: (m) => [m.invalidTokenAuthObject(), m.invalidTokenAuthObject().debug()],
  makeAuthObjectSerializable: (m) =>
    m.makeAuthObjectSerializable(m.signedInAuthObject({}, token, claimsOf['version 2'] as never)),
  'machine objects of no kind': (m) => m.authenticatedMachineObject('bogus' as never, 't', {}),
  'machine objects of no kind, signed out': (m) => m.unauthenticatedMachineObject('session_token' as never),
  TokenType: (m) => m.TokenType,
  AuthStatus: (m) => m.AuthStatus,
  constants: (m) => m.constants,
} satisfies Record<string, Case>);

for (const kind of kinds) {
  const found = (m: Module) => m.authenticatedMachineObject(kind, 'tok_1', machines[kind], { secretKey, a: 1 });
  const missing = (m: Module) => m.unauthenticatedMachineObject(kind, { secretKey });
  Object.assign(cases, {
    [`authenticatedMachineObject, ${kind}`]: async (m) => [found(m), found(m).debug(), await found(m).getToken()],
    [`authenticatedMachineObject, ${kind}, of an organization`]: (m) =>
      m.authenticatedMachineObject(kind, 't', { ...machines[kind], subject: 'org_1' }),
    [`unauthenticatedMachineObject, ${kind}`]: async (m) => [
      missing(m),
      missing(m).debug(),
      await missing(m).getToken(),
    ],
  } satisfies Record<string, Case>);
}

for (const asked of accepted) {
  const auths: Readonly<Record<string, (m: Module) => object>> = {
    'signed in': (m) => m.signedInAuthObject({}, token, version2 as never),
    'signed out': (m) => m.signedOutAuthObject(),
    'an API key': (m) => m.authenticatedMachineObject('api_key', 't', machines.api_key),
    'no API key': (m) => m.unauthenticatedMachineObject('api_key'),
    'no token': (m) => m.invalidTokenAuthObject(),
  };
  for (const [name, auth] of Object.entries(auths)) {
    cases[`getAuthObjectForAcceptedToken, ${name}, ${JSON.stringify(asked)}`] = (m) =>
      m.getAuthObjectForAcceptedToken({ authObject: auth(m) as never, acceptsToken: asked });
  }
  for (const type of ['session_token', 'api_key', null, undefined, 'x']) {
    cases[`isTokenTypeAccepted, ${type}, ${JSON.stringify(asked)}`] = (m) =>
      m.isTokenTypeAccepted(type as never, asked as never);
  }
}
for (const text of ['ak_1', 'mt_1', 'oat_1', 'x', '', 'a.b.c']) {
  cases[`isMachineToken, ${text}`] = (m) => [m.isMachineToken(text), m.isMachineTokenByPrefix(text)];
}

const bootstraps: readonly (Parameters<Module['createBootstrapSignedOutState']>[0] & object)[] = [
  {},
  { reason: 'a-reason' },
  { message: 'in words' },
  { reason: 'a-reason', message: 'in words', headers: new Headers({ 'x-a': '1', 'x-clerk-auth-status': 'signed-in' }) },
  { message: 'beyond latin-1: →' },
  { domain: 'd', isSatellite: true, proxyUrl: '/p', signInUrl: '/s', signUpUrl: '/u' },
  { domain: undefined, signInUrl: undefined, reason: undefined, message: undefined, headers: undefined },
];
for (const [index, given] of bootstraps.entries()) {
  cases[`createBootstrapSignedOutState, ${index}`] = (m) => {
    const state = m.createBootstrapSignedOutState(given);
    const auth = state.toAuth();
    return [state, state.headers, auth, auth.debug(), m.debugRequestState(state)];
  };
}
cases['createBootstrapSignedOutState without anything'] = (m) => m.createBootstrapSignedOutState().headers;

const post = (headers: Readonly<Record<string, string>> = {}) =>
  new Request('http://localhost:3000/a?b=1', { method: 'POST', body: 'x=1', headers });
const requests: Readonly<Record<string, () => Parameters<Module['createClerkRequest']>>> = {
  'an address': () => ['http://localhost:3000/a?b=1#c'],
  'a URL': () => [new URL('http://localhost/a')],
  'an address and an init': () => ['http://localhost/a', { method: 'PUT', headers: { a: '1' }, body: 'z' }],
  'no address': () => ['nope'],
  cookies: () => [new Request('http://localhost/', { headers: { cookie: 'a=1; b=%20x; c; =d; a=2; f=%E0%A4%A' } })],
  'forwarded headers': () => [post({ 'x-forwarded-host': 'app.example.com, b', 'x-forwarded-proto': 'https,http' })],
  'forwarded headers that are wrong': () => [post({ 'x-forwarded-host': 'a b', 'x-forwarded-proto': 'ftp' })],
  'a host': () => [post({ host: 'h.example.com' })],
  'a request and an init': () => [post(), { headers: { a: '1' } }],
  'two slashes': () => [new Request('http://localhost//example.com/x')],
};
for (const [name, make] of Object.entries(requests)) {
  const describeRequest = (request: ReturnType<Module['createClerkRequest']>) => ({
    url: request.url,
    method: request.method,
    headers: request.headers,
    clerkUrl: request.clerkUrl.href,
    crossOrigin: ['http://localhost/', 'https://other.example.com'].map((url) => request.clerkUrl.isCrossOrigin(url)),
    cookies: [...request.cookies],
    json: request.toJSON(),
    text: JSON.stringify(request),
    isRequest: request instanceof Request,
    members: Object.keys(request),
  });
  Object.assign(cases, {
    [`createClerkRequest of ${name}`]: (m) => describeRequest(m.createClerkRequest(...make())),
    [`createClerkRequest of ${name}, again`]: (m) => {
      const request = m.createClerkRequest(...make());
      return [m.createClerkRequest(request) === request, m.createClerkRequest(request, { method: 'PUT' }) === request];
    },
    [`createClerkRequest of ${name}, bodies`]: async (m) => {
      const [input, init] = make();
      const request = m.createClerkRequest(input, init);
      const original = input instanceof Request ? [input.bodyUsed, await input.text()] : undefined;
      return [original, await request.text()];
    },
  } satisfies Record<string, Case>);
}

for (const text of [null, undefined, '', 5, true, 'a', 'a.b', 'a.b.c', 'a.b.c.d', 'e30.e30.AA']) {
  Object.assign(cases, {
    [`decodeJwt, ${String(text)}`]: (m) => m.decodeJwt(text as never),
    [`verifyJwt, ${String(text)}`]: (m) => m.verifyJwt(text as never, { key: publicJwk }),
    [`verifyToken, ${String(text)}`]: (m) => m.verifyToken(text as never, { jwtKey }),
  } satisfies Record<string, Case>);
}
const back = async (m: Module, options: object, payload: Readonly<Record<string, unknown>> = { sub: 'a', iat: 5 }) => {
  const { header, payload: claims } = m.decodeJwt(await m.signJwt(payload, jwk, options as never));
  return [header, claims];
};
Object.assign(cases, {
  decodeJwt: (m) => m.decodeJwt(token),
  verifyJwt: (m) => m.verifyJwt(token, { key: publicJwk }),
  'verifyJwt with a PEM key': (m) => m.verifyJwt(token, { key: jwtKey }),
  'verifyJwt, audience': (m) => m.verifyJwt(token, { key: publicJwk, audience: 'x' }),
  'verifyJwt, header type': (m) => m.verifyJwt(token, { key: publicJwk, headerType: 'at+jwt' }),
  verifyToken: (m) => m.verifyToken(token, { jwtKey }),
  'verifyToken without a key': (m) => m.verifyToken(token, {}),
  hasValidSignature: (m) => m.hasValidSignature(m.decodeJwt(token), publicJwk),
  'hasValidSignature, another one': (m) => m.hasValidSignature(m.decodeJwt(`${token.slice(0, -6)}AAAAAA`), publicJwk),
  'hasValidSignature, no key': (m) => m.hasValidSignature(m.decodeJwt(token), 'x'),
  signJwt: (m) => back(m, signing),
  'signJwt without a header': (m) => back(m, { algorithm: 'RS256' }, { sub: 'a' }).then(([header]) => header),
  'signJwt, another algorithm': (m) => back(m, { algorithm: 'HS256' }),
  'signJwt, no algorithm': (m) => back(m, {}),
  reverificationError: (m) => [m.reverificationError(), m.reverificationError('strict')],
  reverificationErrorResponse: async (m) => {
    const response = m.reverificationErrorResponse({ level: 'second_factor', afterMinutes: 3 } as never);
    return [response.status, await response.text()];
  },
  stripPrivateDataFromObject: (m) =>
    m.stripPrivateDataFromObject({
      user: { id: 'u', privateMetadata: 1, private_metadata: 2, _raw: { id: 'u', private_metadata: 3 } },
      organization: { id: 'o', privateMetadata: 1 },
      other: { privateMetadata: 1 },
    }),
  'stripPrivateDataFromObject of nothing': (m) => m.stripPrivateDataFromObject({ a: 1 }),
  'stripPrivateDataFromObject of null': (m) => m.stripPrivateDataFromObject({ user: null, organization: undefined }),
  decorateObjectWithResources: async (m) => {
    const load = { loadSession: true, loadUser: true, loadOrganization: true, secretKey, apiUrl: recorder.origin };
    const ids = { sessionId: 'sess_1', userId: 'user_1', orgId: 'org_1' };
    const { session, user, organization: org } = await m.decorateObjectWithResources({ a: 1 }, ids, load);
    return [session?.id, user?.id, user?.publicMetadata, org?.id, /hidden/.test(JSON.stringify([user, org]))];
  },
  'decorateObjectWithResources, nobody': async (m) => {
    const object = { a: 1 };
    const decorated = await m.decorateObjectWithResources(object, {}, { loadUser: true, secretKey });
    return [decorated === object, decorated];
  },
  createAuthenticateRequest: async (m) => {
    const made = m.createAuthenticateRequest({ options: { secretKey, publishableKey, jwtKey }, apiClient: {} });
    const request = new Request('http://localhost/', { headers: { authorization: `Bearer ${token}` } });
    const { status, reason } = await made.authenticateRequest(request);
    return [Object.keys(made).sort(), status, reason];
  },
} satisfies Record<string, Case>);

const place = { redirectAdapter: (url: string) => url, baseUrl: 'https://app.example.com/p?q=1', publishableKey };
const redirects: Readonly<Record<string, object>> = {
  plain: {},
  'own pages': { signInUrl: '/sign-in', signUpUrl: '/sign-up' },
  'pages elsewhere': { signInUrl: 'https://acc.example.com/in', signUpUrl: 'https://acc.example.com/up' },
  'a browser in development': { devBrowserToken: 'dvb_1' },
  pending: { sessionStatus: 'pending', signInUrl: '/sign-in' },
  satellite: { isSatellite: true, signInUrl: 'https://primary.example.com/in' },
};
for (const [name, settings] of Object.entries(redirects)) {
  for (const back of [undefined, '/back', 'https://o.example.com/x?y=1', '', null]) {
    cases[`createRedirect, ${name}, ${String(back)}`] = (m) => {
      const redirect = m.createRedirect({ ...place, ...settings });
      const given = back === undefined ? undefined : ({ returnBackUrl: back } as never);
      return [redirect.redirectToSignIn(given), redirect.redirectToSignUp(given)];
    };
  }
}

/** What a state has besides what the official ones have. */
const own = new Set(['unavailable', 'unavailability', 'headers']);

/** A value in a form that can be compared: functions are alike, and of errors the reason counts. */
function plain(value: unknown): unknown {
  if (typeof value === 'function') return 'a function';
  if (value instanceof Headers) return [...value];
  if (value instanceof Uint8Array) return [...value];
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const isState = 'toAuth' in value;
  const members = Object.entries(value).filter(([name]) => !isState || !own.has(name));
  return Object.fromEntries(members.map(([name, member]) => [name, plain(member)]));
}

async function outcomeOf(run: Case, module: Module): Promise<unknown> {
  try {
    return plain(await run(module));
  } catch (error) {
    return { throws: (error as { reason?: unknown }).reason };
  }
}

describe('the doors for those who build on the package', () => {
  it.each(Object.keys(cases))('%s', async (name) => {
    const run = cases[name] as Case;
    expect(await outcomeOf(run, ours)).toEqual(await outcomeOf(run, official));
  });

  it('every function of the official doors is compared, or has a test of its own', () => {
    const elsewhere = ['createClerkClient', 'verifyMachineAuthToken', 'debugRequestState'];
    const names = Object.keys(official).filter((name) => !elsewhere.includes(name));
    const compared = Object.values(cases).map(String).join('\n') + Object.keys(cases).join('\n');
    expect(names.filter((name) => !compared.includes(name))).toEqual([]);
  });
});

describe('debug()', () => {
  it('shows 7 characters of whatever is secret', () => {
    const given = {
      ...secrets(),
      sessionTokenInHeader: token,
      handshakeNonce: 'nonce_1234567',
      machineSecretKey: 'ak_1234567890',
    };
    const shown = ours.signedInAuthObject(given, token, version2 as never).debug();
    expect(shown).toMatchObject({
      sessionToken: token.slice(0, 7),
      sessionTokenInHeader: token.slice(0, 7),
      handshakeNonce: 'nonce_1',
      machineSecretKey: 'ak_1234',
      publishableKey,
    });
    expect(JSON.stringify(shown)).not.toContain(token.slice(0, 20));
  });
});

describe('createClerkRequest', () => {
  it('leaves a stream alone', async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('streamed'));
        controller.close();
      },
    });
    const request = new Request('http://localhost/', { method: 'POST', body, duplex: 'half' } as RequestInit);
    const made = ours.createClerkRequest(request);
    expect(request.bodyUsed).toBe(false);
    expect(made.body).toBeNull();
    expect(await request.text()).toBe('streamed');
  });

  it('takes a request whose body has been read', async () => {
    const request = post({ cookie: 'a=1' });
    await request.text();
    const made = ours.createClerkRequest(request);
    expect([made.method, made.cookies.get('a')]).toEqual(['POST', '1']);
  });

  it('ends when the original does', () => {
    const controller = new AbortController();
    const made = ours.createClerkRequest(new Request('http://localhost/', { signal: controller.signal }));
    controller.abort();
    expect(made.signal.aborted).toBe(true);
  });
});
