import { createHash } from 'node:crypto';
import { provider } from '#crypto';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { startServer } from 'testing';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import { ServiceUnavailableError } from '../../src/errors.js';
import type { ClerkOptions, KeyValueStore } from '../../src/options.js';
import { verifyMachineAuthToken } from '../../src/verify-machine-auth-token.js';

type Answer = readonly [status: number, type: string | undefined, body: string];
const json = (body: unknown, status = 200): Answer => [status, 'application/json', JSON.stringify(body)];

/** Successes that say nothing: what a login page, a proxy or a service of another version may answer. */
const unreadable: Readonly<Record<string, Answer>> = {
  'a page': [200, 'text/html', '<html>Sign in</html>'],
  'no content': [204, undefined, ''],
  accepted: [202, undefined, ''],
  'an empty page': [200, 'text/html', ''],
  'empty JSON': [200, 'application/json', ''],
  'broken JSON': [200, 'application/json', '{"object":"api_'],
  'another object': json({ ok: true }),
  'a list': json([]),
  null: json(null),
  'a number': json(1),
  text: json('api_key'),
  'no type': [200, undefined, '{}'],
};

let apiUrl: string;
let answers: (path: string) => Answer;
let asked: string[];
let privateKey: CryptoKey;
let jwtKey: string;
let jwk: Record<string, unknown>;

const publishableKey = `pk_test_${btoa('app.clerk.accounts.dev$')}`;
const suffix = createHash('sha1').update(publishableKey).digest('base64url').slice(0, 8);

beforeAll(async () => {
  const pair = await generateKeyPair('RS256');
  privateKey = pair.privateKey;
  jwtKey = await exportSPKI(pair.publicKey);
  jwk = { ...(await exportJWK(pair.publicKey)), kid: 'ins_1', alg: 'RS256', use: 'sig' };
});

beforeEach(async () => {
  asked = [];
  ({ url: apiUrl } = await startServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const [status, type, body] = answers(request.url ?? '');
    response.writeHead(status, type === undefined ? {} : { 'content-type': type }).end(body);
  }));
});

const now = () => Math.floor(Date.now() / 1000);

function token(claims: Readonly<Record<string, unknown>> = {}, header: Readonly<Record<string, unknown>> = {}) {
  return new SignJWT({
    sid: 'sess_1',
    sub: 'user_1',
    iss: 'https://app.clerk.accounts.dev',
    iat: now() - 100,
    exp: now() + 60,
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'ins_1', typ: 'JWT', ...header })
    .sign(privateKey);
}

const client = (options: object = {}) =>
  createClerkClient({ apiUrl, secretKey: 'sk_test_1', publishableKey, jwtKey, ...options });

const opaque = { api_key: 'ak_1', m2m_token: 'mt_1', oauth_token: 'oat_1' } as const;
const objects = {
  api_key: 'api_key',
  m2m_token: 'machine_to_machine_token',
  oauth_token: 'clerk_idp_oauth_access_token',
} as const;
type Kind = keyof typeof opaque;
const kinds = Object.keys(opaque) as readonly Kind[];

const bearer = (text: string) =>
  new Request('https://app.example.com/', { headers: { authorization: `Bearer ${text}` } });

describe.each(kinds)('a check of an %s', (kind) => {
  const good = json({
    object: objects[kind],
    id: 'x_1',
    subject: 'user_1',
    scopes: [],
    revoked: false,
    expired: false,
  });
  const cases = {
    ...unreadable,
    'an object without an owner': json({ object: objects[kind], id: 'x_1' }),
    'an object without an id': json({ object: objects[kind], subject: 'user_1' }),
    'an object with an empty owner': json({ object: objects[kind], id: 'x_1', subject: '' }),
    'an object with an empty id': json({ object: objects[kind], id: '', subject: 'user_1' }),
    'the object of another kind': json({ object: 'user', id: 'x_1', subject: 'user_1' }),
  };

  it.each(Object.entries(cases))('answered with %s is an outage, cached or not', async (_name, answer) => {
    for (const isCached of [false, true]) {
      for (const acceptsToken of [kind, 'any'] as const) {
        const machineTokenCache = isCached ? { ttlMs: 60_000, negativeTtlMs: 60_000 } : undefined;
        const clerk = client({ machineTokenCache });
        answers = () => answer;
        const state = await clerk.authenticateRequest(bearer(opaque[kind]), { acceptsToken });
        expect(state).toMatchObject({ isAuthenticated: false, unavailable: true, reason: 'unexpected-error' });
        // Nothing of it is remembered.
        answers = () => good;
        expect((await clerk.authenticateRequest(bearer(opaque[kind]), { acceptsToken })).isAuthenticated).toBe(true);
      }
    }
    answers = () => answer;
    const { errors } = await verifyMachineAuthToken(opaque[kind], { apiUrl, secretKey: 'sk_test_1' });
    expect(errors?.[0]).toMatchObject({ code: 'unexpected-error' });
    expect(errors?.[0].cause).toBeDefined();
  });

  it.each([{ revoked: true }, { revoked: 'true' }, { revoked: 1 }, { expired: true }, { expired: 'true' }])(
    'answered with %j refuses the token',
    async (ended) => {
      const body = { object: objects[kind], id: 'x_1', subject: 'user_1', scopes: [], revoked: false, expired: false };
      answers = () => json({ ...body, ...ended });
      const state = await client().authenticateRequest(bearer(opaque[kind]), { acceptsToken: kind });
      expect(state).toMatchObject({ isAuthenticated: false, unavailable: false, reason: 'token-invalid' });
    },
  );

  it.each<[string, unknown]>([
    ['null', null],
    ['text', 'x'],
    ['a verified token', { ok: true, token: { tokenType: kind, id: 'x_1', subject: 'user_2', scopes: [] } }],
    ['another object', { kind: 'object', body: { object: 'user', id: 'x_1', subject: 'user_2' } }],
    ['an object without an owner', { kind: 'object', body: { object: objects[kind], id: 'x_1' } }],
    ['another refusal', { kind: 'refusal', code: 'x', message: 'x' }],
    ['a refusal of another kind', { kind: 'x', code: 'token-invalid', message: 'x' }],
    ['a refusal without words', { kind: 'refusal', code: 'token-invalid' }],
  ])('a store that holds %s is as if it were empty', async (_name, held) => {
    const store: KeyValueStore = {
      get: () => Promise.resolve({ answer: held, found: true, answeredAt: Date.now(), expiresAt: null }),
      set: () => Promise.resolve(),
    };
    answers = () => good;
    const clerk = client({ machineTokenCache: { ttlMs: 60_000, store } });
    const state = await clerk.authenticateRequest(bearer(opaque[kind]), { acceptsToken: kind });
    expect(state.isAuthenticated && state.toAuth()).toMatchObject({ subject: 'user_1' });
    expect(asked).toHaveLength(1);
  });
});

const page = { accept: 'text/html', 'sec-fetch-dest': 'document' };

/** What no header can hold. Errors of runtimes would quote it. */
const unsendable = ['\r\nx-evil: 1', '\n', '\u0000', '\u4f60'];

describe('a refresh', () => {
  const refresh = async (sid = 'sess_1', options: ClerkOptions = {}) => {
    const expired = await token({ sid, exp: now() - 60 });
    const cookie = `__session_${suffix}=${expired}; __client_uat_${suffix}=${now() - 200}; __clerk_db_jwt_${suffix}=d; __refresh_${suffix}=r`;
    return client(options).authenticateRequest(new Request('https://app.example.com/', { headers: { cookie } }));
  };

  it('that cannot be sent because of the set-up is a mistake, and no refusal', async () => {
    answers = () => json({});
    await expect(refresh('sess_1', { secretKey: 'sk_test_\u4f60' })).rejects.toMatchObject({
      code: 'secret_key_invalid',
    });
    expect(asked).toEqual([]);
  });

  it.each(Object.entries(unreadable))('answered with %s is an outage', async (_name, answer) => {
    answers = () => answer;
    expect(await refresh()).toMatchObject({ isAuthenticated: false, unavailable: true });
    expect(asked.filter((call) => call.includes('/refresh'))).toHaveLength(1);
  });

  it.each(unsendable)('answered with a cookie that cannot be sent (%j) is an outage', async (end) => {
    const renewed = await token();
    answers = () => json({ object: 'cookies', cookies: [`__session=${renewed}; Path=/${end}`] });
    expect(await refresh()).toMatchObject({ isAuthenticated: false, unavailable: true });
  });

  it('refused with a code that no header can hold leaves it out of the headers', async () => {
    answers = () => json({ errors: [{ code: '\u4f60', message: 'no' }] }, 422);
    const state = await refresh();
    expect(state).toMatchObject({ reason: 'session-token-expired-refresh-\u4f60', unavailable: false });
    expect(state.headers.get('x-clerk-auth-status')).toBe('signed-out');
    expect(state.headers.has('x-clerk-auth-reason')).toBe(false);
  });

  it('is not sent for if the cookie cannot be decoded, even if the token of the header has only expired', async () => {
    answers = () => json({});
    const cookie = `__session=text; __client_uat=1; __refresh_${suffix}=r`;
    const headers = { cookie, authorization: `Bearer ${await token({ exp: now() - 60 })}` };
    const state = await client().authenticateRequest(new Request('https://app.example.com/', { headers }));
    expect(state.reason).toBe('session-token-expired-refresh-expired-session-token-decode-failed');
    expect(asked).toEqual([]);
  });

  it('whose token the runtime cannot verify refuses nobody: its fault is an error', async () => {
    const renewed = await token({}, { kid: 'ins_2' });
    const verify = vi.spyOn(provider, 'verifySignature');
    onTestFinished(() => void vi.restoreAllMocks());
    answers = () => {
      verify.mockImplementation(() => Promise.reject(new TypeError('not a buffer')));
      return json({ object: 'cookies', cookies: [`__session=${renewed}; Path=/`] });
    };
    await expect(refresh()).rejects.toMatchObject({ code: 'crypto_failed' });
  });

  it('answered with cookies is none', async () => {
    const renewed = await token();
    answers = () => json({ object: 'cookies', cookies: [`__session=${renewed}; Path=/`] });
    for (const sid of ['sess_1', 'sess_2abc-DEF_9'])
      expect(await refresh(sid)).toMatchObject({ isAuthenticated: true, unavailable: false });
  });

  it.each([
    '..',
    '.',
    '',
    'sess_',
    'sess_1/..',
    'sess_1%2f..',
    '%2e%2e',
    'sess_../../users',
    'sess_1?a=b',
    'sess_1#a',
    'sess_é',
    'sess_1 ',
    'sess_1\n',
    'user_1',
    'xsess_1',
    'users/sess_1',
    `sess_${'a'.repeat(1000)}`,
  ])('of a session named %j is not asked for', async (sid) => {
    answers = () => json({});
    const state = await refresh(sid);
    expect(state.reason).toBe('session-token-expired-refresh-expired-session-token-missing-sid-claim');
    expect(asked).toEqual([]);
  });

  it('of a session whose id is no text is not asked for', async () => {
    answers = () => json({});
    const state = await refresh(['sess_1'] as never);
    expect(state.reason).toBe('session-token-expired-refresh-expired-session-token-missing-sid-claim');
    expect(asked).toEqual([]);
  });

  it.each(['text', 'a.b.c'])('answered with the session %j, which is no token, is refused', async (session) => {
    answers = () => json({ object: 'cookies', cookies: [`__session=${session}; Path=/`] });
    const state = await refresh();
    expect(state).toMatchObject({
      isAuthenticated: false,
      reason: 'session-token-expired-refresh-invalid-session-token',
    });
    expect(state.headers.getSetCookie()).toEqual([]);
  });

  it('takes no id from an unsigned cookie that is no id', async () => {
    answers = () => json({});
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forged = `${encode({ alg: 'RS256', typ: 'JWT', kid: 'ins_1' })}.${encode({ sid: '..', iss: 'https://app.clerk.accounts.dev', exp: now() - 60, iat: now() })}.AAAA`;
    const cookie = `__session=${forged}; __client_uat=1; __clerk_db_jwt=d; __refresh_${suffix}=r`;
    const headers = { cookie, authorization: `Bearer ${await token({ exp: now() - 60 })}` };
    await client().authenticateRequest(new Request('https://app.example.com/', { headers }));
    expect(asked).toEqual([]);
  });
});

describe('the result of a handshake', () => {
  it.each(Object.entries(unreadable))('answered with %s is an outage', async (_name, answer) => {
    answers = () => answer;
    const cookie = '__clerk_handshake_nonce=n; __clerk_db_jwt=dvb_1';
    const state = await client().authenticateRequest(
      new Request('https://app.example.com/', { headers: { ...page, cookie } }),
    );
    expect(state).toMatchObject({ isAuthenticated: false, unavailable: true });
    expect(state.headers.getSetCookie()).toEqual([]);
  });

  it.each(unsendable)('with a cookie that cannot be sent (%j) is an outage, or ignored', async (end) => {
    const directives = [`__session=${await token()}; Path=/${end}`];
    answers = () => json({ directives });
    const request = (cookie: string) =>
      new Request('https://app.example.com/', { headers: { ...page, cookie: `${cookie}; __clerk_db_jwt=dvb_1` } });
    const byNonce = await client().authenticateRequest(request('__clerk_handshake_nonce=n'));
    expect(byNonce).toMatchObject({ isAuthenticated: false, unavailable: true });
    const byToken = await client().authenticateRequest(
      request(`__clerk_handshake=${await token({ handshake: directives })}`),
    );
    expect(byToken).toMatchObject({ status: 'signed-out', reason: 'session-token-and-uat-missing' });
  });

  it('without directives signs nobody in, and is none', async () => {
    answers = () => json({ directives: [] });
    const cookie = '__clerk_handshake_nonce=n; __clerk_db_jwt=dvb_1';
    const state = await client().authenticateRequest(
      new Request('https://app.example.com/', { headers: { ...page, cookie } }),
    );
    expect(state).toMatchObject({ isAuthenticated: false, unavailable: false });
  });
});

describe('keys that cannot verify', () => {
  const short =
    'w7Zdfmece8iaB0kiTY8pCtiBtzbptJmP28nSWwtdjRu0f2GFpajvWE4VhfJAjEsOcwYzay7XGN0b-X84BfC8hmCTOj2b2eHT7NsZegFPKRUQzJ9wW8ipn_aDJWMGDuB1XyqT1E7DYqjUCEOD1b4FLpy_xPn6oV_TYOfQ9fZdbE5HGxJUzekuGcOKqOQ8M7wfYHhHHLxGpQVgL0apWuP2gDDOdTtpuld4D2LK1MZK99s9gaSjRHE8JDb1Z4IGhEcEyzkxswVdPndUWzfvWBBWXWxtSUvQGBRkuy1BHOa4sP6FKjWEeeF7gm7UMs2Nm2QUgNZw6xvEDGaLk4KASdIxRQ';

  it.each([
    ['nothing but an id', () => ({ kid: 'ins_1' })],
    ['a key of 1024 bits', () => ({ ...jwk, n: String(jwk['n']).slice(0, 170) + 'A' })],
    ['a key for encryption', () => ({ ...jwk, use: 'enc' })],
    ['a key of another kind', () => ({ kid: 'ins_1', kty: 'EC', crv: 'P-256', x: short, y: short })],
    ['a key with text for a modulus', () => ({ ...jwk, n: 'ŁŁŁŁ' })],
  ])('%s: an outage, not signed out', async (_name, key) => {
    answers = () => json({ keys: [key()] });
    const state = await client({ jwtKey: undefined }).authenticateRequest(bearer(await token()));
    expect(state).toMatchObject({ isAuthenticated: false, unavailable: true });
  });

  it('verify once the service answers with good ones', async () => {
    answers = () => json({ keys: [jwk] });
    const state = await client({ jwtKey: undefined }).authenticateRequest(bearer(await token()));
    expect(state.isAuthenticated).toBe(true);
  });
});

describe('a refreshed token that cannot be verified for want of keys', () => {
  it.each<readonly [what: string, answer: () => Answer, isCaused: boolean]>([
    ['the service fails', () => json({}, 503), false],
    ['the service answers with a page', () => [200, 'text/html', '<html>'], true],
    ['its key is for encryption', () => json({ keys: [{ ...jwk, kid: 'ins_2', use: 'enc' }] }), true],
  ])('is an outage: %s', async (_what, later, isCaused) => {
    const expired = await token({ exp: now() - 60 });
    const renewed = await token({}, { kid: 'ins_2' });
    answers = (path) =>
      path.includes('/refresh')
        ? json({ object: 'cookies', cookies: [`__session=${renewed}; Path=/`] })
        : asked.length > 1
          ? later()
          : json({ keys: [jwk] });
    const cookie = `__session_${suffix}=${expired}; __client_uat_${suffix}=${now() - 200}; __clerk_db_jwt_${suffix}=d; __refresh_${suffix}=r`;
    const state = await client({ jwtKey: undefined }).authenticateRequest(
      new Request('https://app.example.com/', { headers: { cookie } }),
    );
    expect(state).toMatchObject({ isAuthenticated: false, unavailable: true });
    const failure = state.unavailability?.cause as ServiceUnavailableError;
    expect(failure).toBeInstanceOf(ServiceUnavailableError);
    expect(failure.cause instanceof Error).toBe(isCaused);
    expect(state.reason).toBe('session-token-expired-refresh-invalid-session-token');
  });
});
