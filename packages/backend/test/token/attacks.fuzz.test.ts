import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createClerkClient, type ClerkClient } from '../../src/clerk-client.js';
import { TokenVerificationError, TokenVerificationErrorReason } from '../../src/errors.js';
import { createRedirect } from '../../src/internal.js';
import { verifyToken } from '../../src/token/verify-token.js';

// A longer run: pnpm --filter @acme/backend fuzz, with FUZZ_RUNS=100000.
const runs = Number(process.env.FUZZ_RUNS ?? 1000);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
const parameters = { numRuns: runs, seed };

const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
const reasons = new Set<string>(Object.values(TokenVerificationErrorReason));
const encode = (text: string) => Buffer.from(text).toString('base64url');

let good: string;
let jwtKey: string;
let clerk: ClerkClient;

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  jwtKey = await exportSPKI(publicKey);
  good = await new SignJWT({ sid: 'sess_1', azp: 'https://app.example.com' })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'ins_1' })
    .setIssuer('https://clerk.example.com')
    .setSubject('user_1')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey);
  clerk = createClerkClient({ publishableKey, secretKey: 'sk_live_1', jwtKey });
});

const name = fc.oneof(
  fc.constantFrom('alg', 'kid', 'typ', 'cat', 'crit', 'jwk', 'jku', 'x5c', 'b64', 'zip', 'cty'),
  fc.constantFrom('sub', 'sid', 'exp', 'nbf', 'iat', 'iss', 'azp', 'aud', 'sts', 'v', 'o', 'fva', 'act'),
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'toJSON'),
);
const value = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('RS256', 'none', 'HS256', 'ES256', 'RS384', 'JWT', 'at+jwt', 'mch_1', 'user_1', 9e15, -1, 1e308),
);
/** JSON as text, so that names may come twice and `__proto__` is one of them. */
const json = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(fc.tuple(name, value), { maxLength: 8 })
      .map(
        (members) => `{${members.map(([key, item]) => `${JSON.stringify(key)}:${JSON.stringify(item)}`).join(',')}}`,
      ),
  },
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.nat(20_000).map((depth) => '['.repeat(depth)),
);

/** What a stranger can make, who knows one good token but not the key. */
const forged = fc.oneof(
  fc.tuple(json, json).map(([header, payload]) => (token: string) => {
    const [, , signature] = token.split('.');
    return `${encode(header)}.${encode(payload)}.${signature}`;
  }),
  fc.tuple(json).map(([payload]) => (token: string) => {
    const [header, , signature] = token.split('.');
    return `${header}.${encode(payload)}.${signature}`;
  }),
  // One character is another, is gone, or is one too many.
  fc
    .tuple(fc.nat(1000), fc.string({ unit: 'binary-ascii', maxLength: 2 }), fc.nat(1))
    .map(([place, insert, remove]) => (token: string) => {
      const at = place % token.length;
      return token.slice(0, at) + insert + token.slice(at + remove);
    }),
  fc.constantFrom<(token: string) => string>(
    (token) => `${token}=`,
    (token) => token.replaceAll('-', '+').replaceAll('_', '/'),
    (token) => `${token}.`,
    (token) => token.split('.').reverse().join('.'),
    (token) => token + token,
    (token) => token.slice(0, token.lastIndexOf('.') + 1),
  ),
  fc.string({ unit: 'binary', maxLength: 300 }).map((text) => () => text),
);

describe(`a stranger's tokens (FUZZ_SEED=${seed})`, () => {
  it('end in a documented reason, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(forged, async (forge) => {
        const token = forge(good);
        // Padding may stand at the end of a token, as other libraries write it.
        fc.pre(token.replace(/=+$/, '') !== good);
        const error: unknown = await verifyToken(token, { jwtKey }).catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(TokenVerificationError);
        expect(reasons).toContain((error as TokenVerificationError).reason);
        if (token.length > 20) expect((error as Error).message).not.toContain(token);
      }),
      parameters,
    );
  });

  it('sign nobody in with an issue time that cannot be compared', async () => {
    const [header, , signature] = good.split('.');
    const token = `${header}.${encode(JSON.stringify({ sub: 'user_1', iat: { valueOf: 1, toString: 1 } }))}.${signature}`;
    const headers = { cookie: `__session=${token}; __client_uat=1` };
    const state = await clerk.authenticateRequest(new Request('https://app.example.com/', { headers }));
    expect(state.isAuthenticated).toBe(false);
  });

  it('sign nobody in, by header or by cookie', async () => {
    await fc.assert(
      fc.asyncProperty(forged, async (forge) => {
        const token = forge(good);
        // What HTTP cannot carry never arrives; a cookie ends at a semicolon and loses the space around it.
        fc.pre(/^[\x21-\x7e]+$/.test(token) && !token.startsWith(good) && token !== good);
        for (const headers of [
          { authorization: `Bearer ${token}` },
          { authorization: token },
          { cookie: `__session=${token}; __client_uat=1` },
        ]) {
          const state = await clerk.authenticateRequest(new Request('https://app.example.com/', { headers }));
          expect(state.isAuthenticated).toBe(false);
        }
      }),
      parameters,
    );
  });
});

const headerText = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) });
const hostile = fc.oneof(
  headerText,
  fc.constantFrom(
    'evil.example',
    'evil.example:80:80',
    'https://evil.example',
    '//evil.example',
    'javascript:alert(1)',
    'evil.example, app.example.com',
    '[::1',
    '%0d%0aset-cookie:a=b',
    'user:password@evil.example',
    '..',
    '\\evil.example',
  ),
);
const cookies = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        '__session',
        '__client_uat',
        '__clerk_db_jwt',
        '__clerk_handshake',
        '__clerk_redirect_count',
        'a',
      ),
      headerText,
    ),
    { maxLength: 60 },
  )
  .map((pairs) => pairs.map((pair) => pair.join('=')).join('; '));
const path = fc
  .array(fc.constantFrom('/', '//', '\\', 'a', '..', '%2e', '%0d%0a', '?', '&', '=', '#', '@', 'evil.example', ':'))
  .map((parts) => `/${parts.join('')}`);

describe(`a stranger's requests (FUZZ_SEED=${seed})`, () => {
  it('are decided, and only ever redirected to the service', async () => {
    const requests = fc.record({
      path,
      headers: fc.record(
        {
          cookie: cookies,
          authorization: hostile,
          host: hostile,
          'x-forwarded-host': hostile,
          'x-forwarded-proto': hostile,
          origin: hostile,
          referer: hostile,
          accept: fc.constantFrom('text/html', '*/*'),
          'sec-fetch-dest': fc.constantFrom('document', 'iframe', 'empty'),
        },
        { requiredKeys: [] },
      ),
    });
    await fc.assert(
      fc.asyncProperty(requests, async ({ path: target, headers }) => {
        const state = await clerk.authenticateRequest(new Request(`https://app.example.com${target}`, { headers }));
        expect(state.isAuthenticated).toBe(false);
        for (const [, text] of state.headers) expect(text).not.toMatch(/[\r\n\0]/);
        const location = state.headers.get('location');
        if (location !== null) expect(new URL(location).origin).toBe('https://clerk.example.com');
      }),
      parameters,
    );
  });

  it('come back from sign-in to where a redirect builder says, and go nowhere else first', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, path), fc.oneof(hostile, path, fc.constant('')), (back, other) => {
        const redirect = createRedirect({
          baseUrl: 'https://app.example.com/page',
          publishableKey,
          signInUrl: 'https://accounts.example.com/sign-in',
          signUpUrl: '',
          redirectAdapter: (url: string) => url,
        });
        for (const build of [redirect.redirectToSignIn, redirect.redirectToSignUp]) {
          for (const returnBackUrl of [back, other]) {
            const { origin } = new URL(build({ returnBackUrl }));
            expect(origin).toBe('https://accounts.example.com');
          }
        }
      }),
      parameters,
    );
  });
});
