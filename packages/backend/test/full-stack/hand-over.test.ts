import { createHmac } from 'node:crypto';
import { exportSPKI, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { startServer } from 'testing';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import { createAuthenticator } from '../../src/adapter.js';
import { provider as node } from '../../src/crypto/node.js';
import { provider as web } from '../../src/crypto/web.js';
import { deferredTokenOf, holdsFunctions, optionsToHandOver } from '../../src/full-stack.js';
import { optionNames } from '../../src/options.js';
import { requestHead } from '../../src/request/request-head.js';
import { exportState, type ExportStateOptions } from '../../src/full-stack/export-state.js';
import { importState, type ImportStateOptions } from '../../src/full-stack/import-state.js';
import { sealHeader, stateHeaderNames } from '../../src/full-stack/state-header-names.js';
import { nodeHead } from '../../src/node-http.js';
import type { HeaderList, SignedInState, SignedOutState } from '../../src/request/request-state.js';

const { publicKey, privateKey } = await generateKeyPair('RS256');
const secretKey = 'sk_live_hand_over';
const options = {
  secretKey,
  publishableKey: `pk_live_${btoa('clerk.example.com$')}`,
  jwtKey: await exportSPKI(publicKey),
};
const url = 'https://app.example.com/posts/1?q=1';
const apiKey = {
  object: 'api_key',
  id: 'ak_1',
  name: 'Robot Ümläut',
  subject: 'user_1',
  scopes: ['read:x'],
  claims: { plan: '✓' },
};

/** A Backend API that knows one API key; `status` is what it answers. */
let status = 200;
const api = await startServer((_, response) => {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(status === 200 ? apiKey : { errors: [{ code: 'resource_not_found', message: 'no' }] }));
});
beforeAll(() => api.close);
afterEach(() => {
  status = 200;
  vi.useRealTimers();
});

const sign = (claims: JWTPayload = {}, seconds = 60) =>
  new SignJWT({ iss: 'https://clerk.example.com', sub: 'user_1', sid: 'sess_1', v: 2, sts: 'active', ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'ins_1', typ: 'JWT' })
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .sign(privateKey);

async function decide(token?: string, acceptsToken: 'any' | readonly ['api_key', 'm2m_token'] = 'any') {
  const client = createClerkClient({ ...options, apiUrl: api.url });
  const headers: HeadersInit = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const state = await client.authenticateRequest(new Request(url, { headers }), { acceptsToken });
  if (state.status === 'handshake') throw new Error('The browser is sent to the handshake.');
  return state;
}

const exported = async (state: SignedInState | SignedOutState, given: Partial<ExportStateOptions> = {}) =>
  exportState(state, { url, secretKey, header: () => undefined, ...given });

const reader = (headers: HeaderList) => {
  const map = new Map(headers);
  return (name: string) => map.get(name);
};

const imported = async (headers: HeaderList, given: Partial<ImportStateOptions> = {}) =>
  importState(reader(headers), { ...options, ...given });

async function stateOf(headers: HeaderList, given: Partial<ImportStateOptions> = {}) {
  const result = await imported(headers, given);
  if (result.kind !== 'state') throw new Error(JSON.stringify(result));
  return result.state;
}

const changed = (headers: HeaderList, name: string, value: string): HeaderList =>
  headers.map(([known, before]) => [known, known === name ? value : before]);

/** The members of an auth object, without its functions. */
const members = (auth: object) => JSON.parse(JSON.stringify(auth)) as unknown;

describe('the six official headers', () => {
  it('are those of the official packages for a session', async () => {
    const token = await sign();
    const headers = await exported(await decide(token));
    expect(headers.slice(0, 6)).toEqual([
      ['x-clerk-auth-status', 'signed-in'],
      ['x-clerk-auth-token', token],
      ['x-clerk-auth-signature', createHmac('sha1', secretKey).update(token).digest('hex')],
      ['x-clerk-auth-message', ''],
      ['x-clerk-auth-reason', ''],
      ['x-clerk-clerk-url', url],
    ]);
    expect(headers.map(([name]) => name).sort()).toEqual(
      stateHeaderNames.filter((name) => name !== 'x-clerk-request-data').sort(),
    );
  });

  it('are those for nobody', async () => {
    const headers = await exported(await decide());
    expect(headers.slice(0, 6)).toEqual([
      ['x-clerk-auth-status', 'signed-out'],
      ['x-clerk-auth-token', ''],
      ['x-clerk-auth-signature', ''],
      ['x-clerk-auth-message', ''],
      ['x-clerk-auth-reason', 'session-token-and-uat-missing'],
      ['x-clerk-clerk-url', url],
    ]);
  });

  it('carry the token of a machine, and no text that a header cannot hold', async () => {
    const machine = await exported(await decide('ak_good'));
    expect(machine[1]).toEqual(['x-clerk-auth-token', 'ak_good']);
    const state = await decide();
    const headers = await exported({ ...state, toAuth: state.toAuth, message: 'ключ' } as SignedOutState);
    expect(headers[3]).toEqual(['x-clerk-auth-message', '']);
    expect(await stateOf(headers)).toMatchObject({ message: 'ключ' });
    for (const [, value] of [...machine, ...headers]) expect(value).toMatch(/^[\x20-\x7e]*$/);
  });
});

describe('a state that was handed over', () => {
  it.each<[string, () => Promise<string | undefined>]>([
    ['a session', () => sign({ o: { id: 'org_1', rol: 'admin', slg: 'a' }, fva: [1, -1] })],
    ['a pending session', () => sign({ sts: 'pending' })],
    ['a machine', () => Promise.resolve('ak_good')],
    ['nobody', () => Promise.resolve(undefined)],
    ['a token that is none', () => Promise.resolve('a.b.c')],
  ])('is the one of %s', async (_, tokenOf) => {
    const state = await decide(await tokenOf());
    const again = await stateOf(await exported(state), { apiUrl: api.url });
    const { status: word, reason, message, tokenType, token, isAuthenticated, publishableKey, unavailable } = state;
    expect(again).toMatchObject({
      status: word,
      reason,
      message,
      tokenType,
      token,
      isAuthenticated,
      publishableKey,
      unavailable,
    });
    for (const given of [undefined, { treatPendingAsSignedOut: false }]) {
      expect(members(again.toAuth(given))).toEqual(members(state.toAuth(given)));
    }
    expect(await again.toAuth().getToken()).toBe(await state.toAuth().getToken());
    expect(again.toAuth().has({ role: 'org:admin' })).toBe(state.toAuth().has({ role: 'org:admin' }));
  });

  it('is the one of a token of none of the accepted kinds', async () => {
    const state = await decide(await sign(), ['api_key', 'm2m_token']);
    expect(state.tokenType).toBeNull();
    const again = await stateOf(await exported(state));
    expect(again).toMatchObject({ tokenType: null, reason: 'token-type-mismatch', isAuthenticated: false });
    expect(again.toAuth()).toMatchObject({ tokenType: null, isAuthenticated: false });
  });

  it('keeps an outage, so that nobody is sent to sign in for it', async () => {
    status = 503;
    const state = await decide('ak_good');
    expect(state.unavailable).toBe(true);
    const again = await stateOf(await exported(state));
    expect(again).toMatchObject({ unavailable: true, tokenType: 'api_key', isAuthenticated: false });
    expect(again.unavailability).toMatchObject({
      retryAfterSeconds: state.unavailability?.retryAfterSeconds,
      cause: { code: 'service_unavailable' },
    });
  });

  it('asks the Backend API for a token of a template with the keys of the application', async () => {
    const seen: unknown[] = [];
    const backend = await startServer((request, response) => {
      seen.push([request.url, request.headers.authorization]);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ jwt: 'made' }));
    });
    const again = await stateOf(await exported(await decide(await sign())), { apiUrl: backend.url });
    expect(await again.toAuth().getToken({ template: 'api' })).toBe('made');
    expect(seen).toEqual([['/v1/sessions/sess_1/tokens/api', `Bearer ${secretKey}`]]);
    await backend.close();
  });

  it('shows a relative proxy URL under the public origin', async () => {
    const again = await stateOf(await exported(await decide()), { proxyUrl: '/__clerk' });
    expect(again.proxyUrl).toBe('https://app.example.com/__clerk');
  });

  it('survives a real connection between middleware and application', async () => {
    const token = await sign();
    const server = await startServer((request, response) => {
      const head = nodeHead(request, request.url ?? '');
      void Promise.resolve(importState((name) => head.header(name), { ...options, path: '/posts/1' })).then(
        (result) => {
          response.end(JSON.stringify(result.kind === 'state' ? result.state.toAuth() : result));
        },
      );
    });
    const machine = await fetch(`${server.url}/posts/1`, {
      headers: [...(await exported(await decide('ak_good')))].map(([name, value]): [string, string] => [name, value]),
    });
    expect(await machine.json()).toMatchObject({ tokenType: 'api_key', name: 'Robot Ümläut', claims: { plan: '✓' } });
    const person = await fetch(`${server.url}/posts/1`, {
      headers: [...(await exported(await decide(token)))].map(([name, value]): [string, string] => [name, value]),
    });
    expect(await person.json()).toMatchObject({ userId: 'user_1', sessionId: 'sess_1' });
    await server.close();
  });
});

describe('a machine that has not been verified', () => {
  const defer = async (token: string) => {
    const decideHead = createAuthenticator(
      { ...options, apiUrl: api.url },
      { where: 'middleware', env: () => ({}), defersMachineTokens: true },
    );
    const decision = await decideHead(
      requestHead(new Request(url, { headers: { authorization: `Bearer ${token}` } })),
      {},
    );
    if (decision.kind !== 'continue') throw new Error(decision.kind);
    return decision;
  };

  it('is handed over as one, without a call of the Backend API', async () => {
    status = 500;
    const { state, headers } = await defer('ak_good');
    expect([state.status, state.tokenType, state.unavailable, headers]).toEqual(['signed-out', 'api_key', false, []]);
    expect(deferredTokenOf(state)).toBe('ak_good');
    const handed = await exported(state);
    expect(handed.slice(0, 3)).toEqual([
      ['x-clerk-auth-status', 'signed-out'],
      ['x-clerk-auth-token', ''],
      ['x-clerk-auth-signature', ''],
    ]);
    const again = await stateOf(handed);
    expect(deferredTokenOf(again)).toBe('ak_good');
    expect(again.toAuth()).toMatchObject({ tokenType: 'api_key', isAuthenticated: false });
  });

  it('is never a person', async () => {
    const { state } = await defer(await sign());
    expect([state.status, deferredTokenOf(state)]).toEqual(['signed-in', undefined]);
    expect(deferredTokenOf(await decide('ak_good'))).toBeUndefined();
  });
});

describe('options that the environment does not have', () => {
  const env = { CLERK_SECRET_KEY: secretKey, CLERK_PUBLISHABLE_KEY: options.publishableKey };
  const encryptionKey = 'a random text of the application';

  it('are those that are not for the middleware alone', () => {
    const isHandedOver = (name: (typeof optionNames)[number]) => {
      const { plain, secret } = optionsToHandOver({ [name]: 'other' }, { CLERK_ENCRYPTION_KEY: encryptionKey });
      return plain !== undefined || secret !== undefined;
    };
    const forTheMiddleware = [
      'satelliteAutoSync',
      'skipJwksCache',
      'tokenCache',
      'revocations',
      'dpop',
      'cache',
      'keyStore',
      'jwksCacheTtlInMs',
      'acceptsToken',
    ];
    const withoutEffectThere = ['organizationSyncOptions', 'sdkMetadata', 'telemetry'];
    const functions = ['fetch', 'observer', 'onRequest', 'onResponse', 'logger'];
    expect(optionNames.filter((name) => !isHandedOver(name))).toEqual([
      ...forTheMiddleware,
      ...withoutEffectThere,
      ...functions,
    ]);
  });

  it('are handed over without the store of a cache, whose members may be secret or refer to each other', () => {
    const store: Record<string, unknown> = {
      url: 'redis://:password@example.com',
      get: () => undefined,
      set: () => undefined,
    };
    store['self'] = store;
    const { plain = '' } = optionsToHandOver({ machineTokenCache: { ttlMs: 5, store: store as never } }, env);
    expect(JSON.parse(plain)).toEqual({ machineTokenCache: { ttlMs: 5 } });
  });

  it('are handed over, and no others', async () => {
    const handed = optionsToHandOver({ ...options, signInUrl: '/login', fetch, audience: ['a'] }, env);
    expect(handed.secret).toBeUndefined();
    expect(JSON.parse(handed.plain ?? '')).toEqual({
      jwtKey: options.jwtKey,
      signInUrl: '/login',
      audience: ['a'],
    });
    expect(optionsToHandOver({ secretKey, publishableKey: options.publishableKey }, env)).toEqual({
      plain: undefined,
      secret: undefined,
    });
    const headers = await exported(await decide(), { options: handed });
    const first = await imported(headers);
    const second = await imported(headers);
    expect(first).toMatchObject({ kind: 'state', state: { signInUrl: '/login' }, options: { signInUrl: '/login' } });
    expect(first).toHaveProperty('options', second.kind === 'state' ? second.options : undefined);
    if (first.kind === 'state' && second.kind === 'state') expect(first.options).toBe(second.options);
  });

  it('are encrypted if they are secret, which needs a key of its own', async () => {
    const own = { ...options, secretKey: 'sk_live_of_a_tenant', machineSecretKey: 'ak_machine' };
    expect(() => optionsToHandOver(own, env)).toThrow(
      expect.objectContaining({ code: 'encryption_key_missing' }) as Error,
    );
    const handed = optionsToHandOver(own, { ...env, CLERK_ENCRYPTION_KEY: encryptionKey });
    expect(handed.plain).not.toContain('of_a_tenant');
    const state = await decide(await sign());
    const headers = await exported(state, { options: handed, encryptionKey });
    const text = JSON.stringify(headers);
    expect(text + atob((headers.at(-1)?.[1] ?? '').split('.')[0] ?? '')).not.toContain('of_a_tenant');
    expect(await imported(headers, { encryptionKey })).toMatchObject({
      kind: 'state',
      options: { secretKey: 'sk_live_of_a_tenant', machineSecretKey: 'ak_machine' },
    });
    expect(await imported(headers, { encryptionKey: 'another' })).toMatchObject({ kind: 'refused', why: 'forged' });
  });
});

describe.each([
  ['Node.js', node],
  ['WebCrypto', web],
])('the cipher of %s', (_, cipher) => {
  const key = new Uint8Array(32).fill(7);

  it('reads what it has written, and what the other one has', async () => {
    for (const text of ['', 'secret', 'ключ \ufeff😀'.repeat(50)]) {
      const bytes = await cipher.encrypt(key, text);
      expect(bytes.length).toBe(28 + new TextEncoder().encode(text).length);
      expect([await cipher.decrypt(key, bytes), await node.decrypt(key, bytes), await web.decrypt(key, bytes)]).toEqual(
        [text, text, text],
      );
      expect(await cipher.encrypt(key, text)).not.toEqual(bytes);
    }
  });

  it('notices another key, and every changed bit', async () => {
    const bytes = new Uint8Array(await cipher.encrypt(key, 'secret'));
    expect(await cipher.decrypt(new Uint8Array(32).fill(8), bytes)).toBeUndefined();
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = bytes.map((byte, place) => (place === index ? byte ^ 1 : byte));
      expect(await cipher.decrypt(key, changed), String(index)).toBeUndefined();
    }
    for (const length of [0, 12, 27]) expect(await cipher.decrypt(key, bytes.slice(0, length))).toBeUndefined();
  });
});

describe('a state that does not count', () => {
  const refused = (why: string) => ({ kind: 'refused', why });

  it('is absent without our header, whatever the official ones say', async () => {
    const headers = await exported(await decide(await sign()));
    expect(await imported([])).toEqual({ kind: 'absent' });
    expect(await imported(headers.slice(0, 6))).toEqual({ kind: 'absent' });
  });

  it('is forged with another token, another URL or another body', async () => {
    const headers = await exported(await decide(await sign()));
    const other = await exported(await decide(await sign({ sub: 'user_2' })));
    const [, seal = ''] = headers.at(-1) ?? [];
    const body = JSON.parse(atob(seal.split('.')[0] ?? '')) as { exp: number };
    const longer = btoa(JSON.stringify({ ...body, exp: body.exp + 1 })).replaceAll('=', '');
    for (const forged of [
      changed(headers, 'x-clerk-auth-token', other[1]?.[1] ?? ''),
      changed(headers, 'x-clerk-auth-token', ''),
      changed(headers, 'x-clerk-clerk-url', 'https://app.example.com/admin'),
      changed(headers, sealHeader, `${longer}.${seal.split('.')[1] ?? ''}`),
      changed(headers, sealHeader, seal.slice(0, -1)),
      changed(headers, sealHeader, seal.toUpperCase()),
      changed(headers, sealHeader, 'x'),
      changed(headers, sealHeader, '.'),
      changed(headers, sealHeader, `${seal}, ${seal}`),
    ]) {
      expect(await imported(forged)).toEqual(refused('forged'));
    }
  });

  it('is not made one by the official headers', async () => {
    const headers = await exported(await decide());
    const claimed = changed(headers, 'x-clerk-auth-status', 'signed-in');
    expect(await stateOf(claimed)).toMatchObject({ status: 'signed-out', isAuthenticated: false });
  });

  it('is forged under another key, and the encryption key counts before the secret key', async () => {
    const state = await decide(await sign());
    const encryptionKey = 'a key that both sides know';
    expect(await imported(await exported(state), { secretKey: 'sk_live_other' })).toEqual(refused('forged'));
    const headers = await exported(state, { encryptionKey });
    expect(await imported(headers)).toEqual(refused('forged'));
    expect(await stateOf(headers, { encryptionKey, secretKey: undefined })).toMatchObject({ isAuthenticated: true });
    const withoutSecret = await exported(state, { encryptionKey, secretKey: undefined });
    expect(withoutSecret[2]).toEqual(['x-clerk-auth-signature', '']);
  });

  it('needs a key on both sides', async () => {
    const state = await decide();
    await expect(exported(state, { secretKey: '' })).rejects.toMatchObject({ code: 'secret_key_missing' });
    const headers = await exported(state);
    await expect(imported(headers, { secretKey: '' })).rejects.toMatchObject({ code: 'secret_key_missing' });
  });

  it('is forged without the credentials with which it came, or with others', async () => {
    const sent = (authorization: string, cookie: string): HeaderList => [
      ['authorization', authorization],
      ['cookie', cookie],
    ];
    const own = sent('Bearer x', 'a=1');
    const headers = await exported(await decide(await sign()), { header: reader(own) });
    expect(await imported([...headers, ...own])).toMatchObject({ kind: 'state' });
    for (const other of [[], sent('', 'a=1'), sent('Bearer x', ''), sent('a=1', 'Bearer x'), sent('Bearer x', 'a=2')]) {
      expect(await imported([...headers, ...other])).toEqual(refused('forged'));
    }
  });

  it('belongs to another path', async () => {
    const state = await decide(await sign());
    expect(await imported(await exported(state), { path: '/admin' })).toEqual(refused('other-path'));
    expect(await imported(await exported(state), { path: '/posts/1' })).toMatchObject({ kind: 'state', url });
    const rewritten = await exported(state, { path: '/internal' });
    expect(await imported(rewritten, { path: '/posts/1' })).toEqual(refused('other-path'));
    expect(await imported(rewritten, { path: '/internal' })).toMatchObject({ kind: 'state' });
  });

  it.each([
    ['a session with its token', () => sign({}, 30), 30],
    ['a session that lives longer after a minute', () => sign({}, 3600), 60],
    ['a session whose token expires now after ten seconds', () => sign({}, 1), 10],
    ['a machine after a minute', () => Promise.resolve('ak_good'), 60],
    ['nobody after a minute', () => Promise.resolve(undefined), 60],
  ])('is outdated: %s', async (_, tokenOf, seconds) => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_800_000_000_000 });
    const headers = await exported(await decide(await tokenOf()));
    vi.setSystemTime(1_800_000_000_000 + seconds * 1000 + 5000);
    expect(await imported(headers)).toMatchObject({ kind: 'state' });
    vi.setSystemTime(1_800_000_000_000 + seconds * 1000 + 5001);
    expect(await imported(headers)).toEqual(refused('outdated'));
  });
});

describe('options that cannot be handed over', () => {
  class Cache {
    get() {
      return undefined;
    }
    set() {
      return undefined;
    }
  }
  const log = () => undefined;

  it.each<readonly [string, object]>([
    ['fetch', { fetch }],
    ['the store of a cache', { machineTokenCache: { store: new Cache() } }],
    ['a cache of a class', { machineTokenCache: new Cache() }],
    ['a cache with functions', { machineTokenCache: { get: log, ttlMs: 5 } }],
    ['onRequest', { onRequest: log }],
    ['onResponse', { onResponse: log }],
    ['a logger', { logger: { error: log } }],
    ['a retry with a function', { retry: { maxAttempts: 2, isRetryable: log } }],
  ])('are functions, or have some: %s', (_, given) => {
    expect(holdsFunctions({ ...options, ...given })).toBe(true);
  });

  it.each<readonly [string, object]>([
    ['none', {}],
    ['plain values', { machineTokenCache: { ttlMs: 5, store: null }, retry: { maxAttempts: 2 } }],
    ['no value', { machineTokenCache: null, fetch: undefined, retry: false, logger: Object.create(null) as object }],
    ['a function that no machine needs', { organizationSyncOptions: { read: log } }],
  ])('are not among these: %s', (_, given) => {
    expect(holdsFunctions({ ...options, ...given })).toBe(false);
  });
});
