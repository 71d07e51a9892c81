import { generateKeyPairSync } from 'node:crypto';
import { createAuthenticateRequest as createOfficial } from '@clerk/backend/internal';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ClerkAPIResponseError, ServiceUnavailableError } from '../../src/errors.js';
import { createAuthenticateRequest, getCookieSuffix } from '../../src/internal.js';
import { signJwt } from '../../src/jwt.js';

// createAuthenticateRequest({ apiClient }) asks that client, and nobody else: the global fetch refuses every call.

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const publishableKey = `pk_live_${Buffer.from('clerk.example.com$').toString('base64')}`;
const keys = {
  secretKey: 'sk_live_abcdefghijklmnopqrstuvwxyz0123456789ABCD',
  publishableKey,
  jwtKey: publicKey.export({ type: 'spki', format: 'pem' }) as string,
};

let expired: string;
let fresh: string;
let suffix: string;
beforeAll(async () => {
  const now = Math.floor(Date.now() / 1000);
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'ins_1' } as never;
  const make = (seconds: number) => {
    const times = { iat: now - 3600, nbf: now - 3600, exp: now + seconds };
    const claims = {
      iss: 'https://clerk.example.com',
      sub: 'user_1',
      sid: 'sess_1',
      azp: 'https://example.com',
      ...times,
    };
    return signJwt(claims, jwk, { algorithm: 'RS256', header: { alg: 'RS256', typ: 'JWT', kid: 'ins_1' } });
  };
  [expired, fresh, suffix] = await Promise.all([make(-3000), make(3000), getCookieSuffix(publishableKey)]);
});
beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.reject(new Error('nobody may be called')));
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const cookiesOf = {
  refresh: () => `__client_uat=12345; __session=${expired}; __refresh_${suffix}=anything`,
  handshake: () => '__clerk_handshake_nonce=abc',
};
const make =
  (create: typeof createAuthenticateRequest) =>
  async (apiClient: object, cookies: keyof typeof cookiesOf, destination = 'document') => {
    const { authenticateRequest } = create({ options: { jwtKey: keys.jwtKey }, apiClient });
    const headers = {
      host: 'example.com',
      origin: 'https://example.com',
      'sec-fetch-dest': destination,
      cookie: cookiesOf[cookies](),
    };
    return authenticateRequest(new Request('https://example.com/x', { headers }), keys);
  };
const decide = make(createAuthenticateRequest);
const decideOfficially = make(createOfficial as never);

const thrown = (error: Error) => () => Promise.reject(error);
const answers: readonly (readonly [string, () => unknown])[] = [
  ['cookies', () => Promise.resolve({ cookies: [`__session=${fresh}; path=/`], directives: [`__session=${fresh}`] })],
  ['no cookies', () => Promise.resolve({ cookies: [], directives: [] })],
  ['nothing', () => Promise.resolve(undefined)],
  ['an error', thrown(new Error('x'))],
  [
    'an error at once',
    () => {
      throw new Error('x');
    },
  ],
  ['a refusal', thrown(Object.assign(new Error('x'), { status: 422, errors: [{ code: 'session_gone' }] }))],
  ['no answer of the service', thrown(Object.assign(new Error('x'), { errors: [{ code: 'unexpected_error' }] }))],
  ['no errors', thrown(Object.assign(new Error('x'), { errors: [] }))],
];

describe.each(['refresh', 'handshake'] as const)('%s', (kind) => {
  it.each(answers)('ends as with the official package: %s', async (_, answer) => {
    const states = await Promise.all(
      [decide, decideOfficially].map(async (run) => {
        const asked = vi.fn(answer);
        const client = { sessions: { refreshSession: asked }, clients: { getHandshakePayload: asked } };
        const { status, reason } = await run(client, kind);
        return { status, reason, asked: asked.mock.calls };
      }),
    );
    expect(states[0]).toEqual(states[1]);
    expect(states[0]?.asked).toHaveLength(1);
  });

  it.each([{}, { sessions: {}, clients: {} }])('asks nobody else if the client cannot be asked: %j', async (client) => {
    const [own, official] = await Promise.all([decide(client, kind), decideOfficially(client, kind)]);
    expect([own.status, own.reason]).toEqual([official.status, official.reason]);
  });

  it.each([
    ['throws', thrown(new Error('x')), true],
    ['gives nothing', () => Promise.resolve(undefined), true],
    [
      'was refused',
      thrown(new ClerkAPIResponseError('x', { data: [{ code: 'gone', message: 'x' }], status: 422 })),
      false,
    ],
    ['got 503', thrown(new ClerkAPIResponseError('x', { data: [], status: 503 })), true],
    ['says that the service is away', thrown(new ServiceUnavailableError('x')), true],
    [
      'of another package was refused',
      thrown(Object.assign(new Error('x'), { status: 404, errors: [{ code: 'gone' }] })),
      false,
    ],
    [
      'of another package got 503',
      thrown(Object.assign(new Error('x'), { status: 503, errors: [{ code: 'gone' }] })),
      true,
    ],
  ])('a client that %s is an outage or not', async (_, answer, isOutage) => {
    const client = { sessions: { refreshSession: answer }, clients: { getHandshakePayload: answer } };
    // A page would be sent to the handshake, and no longer be unavailable.
    const destination = kind === 'refresh' ? 'empty' : 'document';
    expect((await decide(client, kind, destination)).unavailable).toBe(isOutage);
  });
});
