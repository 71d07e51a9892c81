import { provider } from '#crypto';
import { constants, generateKeyPairSync, sign as signBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TokenVerificationErrorAction as Action, isTokenVerificationError } from '../../src/errors.js';
import { decodeJwt, hasValidSignature, verifyJwt } from '../../src/jwt.js';
import { verifyToken } from '../../src/token/verify-token.js';

// Who debugs a sign-in reads these messages; the times and the order of the checks decide who is signed in.

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwtKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const jwk = publicKey.export({ format: 'jwk' }) as { readonly kty: string };
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = 1_800_000_000;
const nowText = 'Fri, 15 Jan 2027 08:00:00 GMT';

function sign(claims: object = {}, header: object = {}): string {
  const input = `${encode({ alg: 'RS256', typ: 'JWT', ...header })}.${encode({ sub: 'user_1', iss: 'https://clerk.example.com', exp: now + 60, ...claims })}`;
  const key = { key: privateKey, padding: constants.RSA_PKCS1_PADDING };
  return `${input}.${signBytes('sha256', Buffer.from(input), key).toString('base64url')}`;
}

beforeEach(() => {
  vi.useFakeTimers({ now: now * 1000, toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

async function refusalOf(verifying: Promise<unknown>) {
  const error: unknown = await verifying.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === undefined) return undefined;
  return isTokenVerificationError(error) ? [error.reason, error.message, error.action] : [error];
}

type Options = Parameters<typeof verifyToken>[1];
const judge = (token: string, options: Options = {}) => refusalOf(verifyToken(token, { jwtKey, ...options }));

describe('a token is refused with the reason, what is wrong, and what to do', () => {
  it.each<readonly [what: string, token: string, options: Options, refusal: readonly unknown[]]>([
    [
      'text',
      'text',
      {},
      [
        'token-invalid',
        'The token is not a JWT: expected three base64url parts with JSON in the first two.',
        undefined,
      ],
    ],
    [
      'another type',
      sign({}, { typ: 'at+jwt' }),
      {},
      ['token-invalid', "The token's type (header `typ`) is not one of JWT.", Action.EnsureClerkJWT],
    ],
    [
      'none of the types',
      sign(),
      { headerType: ['a', 'b'] },
      ['token-invalid', "The token's type (header `typ`) is not one of a, b.", Action.EnsureClerkJWT],
    ],
    [
      'an extension',
      sign({}, { crit: ['b64'] }),
      {},
      ['token-invalid', 'The token demands extensions (header `crit`) that are not understood.', Action.EnsureClerkJWT],
    ],
    [
      'another category',
      sign({}, { cat: 'cl_B7d4PD222AAA' }),
      {},
      [
        'token-invalid',
        'This is not a session token (header `cat`). Verify tokens of JWT templates with `verifyJwt`.',
        Action.EnsureClerkJWT,
      ],
    ],
    [
      'another family of algorithms',
      sign({}, { alg: 'PS256' }),
      {},
      ['token-invalid-algorithm', 'The token is not signed with RS256, RS384 or RS512.', Action.EnsureClerkJWT],
    ],
    [
      'another algorithm than that of the key',
      sign({}, { alg: 'RS512' }),
      {},
      [
        'token-verification-failed',
        'The token is signed with RS512, but its key is for another algorithm.',
        Action.EnsureClerkJWT,
      ],
    ],
    [
      'a changed signature',
      sign().replace(/[^.]+$/, 'AAAA'),
      {},
      ['token-invalid-signature', "The token's signature is not that of the instance's key.", undefined],
    ],
    [
      'no key',
      sign(),
      { jwtKey: '' },
      ['jwk-failed-to-resolve', 'There is no key to verify the token with.', Action.SetClerkJWTKey],
    ],
    [
      'no subject',
      sign({ sub: 5 }),
      {},
      ['token-verification-failed', 'The token has no subject (`sub`).', Action.EnsureClerkJWT],
    ],
    [
      'another audience',
      sign({ aud: ['x', 5] }),
      { audience: ['a', 'b'] },
      [
        'token-verification-failed',
        "The token's audience (`aud`) is not one of the accepted: a, b.",
        Action.EnsureClerkJWT,
      ],
    ],
    [
      'another authorized party',
      sign({ azp: 'https://x.example' }),
      { authorizedParties: ['https://a.example', 'https://b.example'] },
      [
        'token-invalid-authorized-parties',
        "The token's authorized party (`azp`) is missing or not one of the accepted: https://a.example, https://b.example.",
        undefined,
      ],
    ],
    [
      'another issuer',
      sign(),
      { issuer: ['https://a.example', 'https://b.example'] },
      [
        'token-invalid-issuer',
        "The token's issuer (`iss`) is missing or not one of the accepted: https://a.example, https://b.example.",
        undefined,
      ],
    ],
    [
      'no expiry',
      sign({ exp: 'soon' }),
      {},
      ['token-verification-failed', 'The token has no usable expiry (`exp`, Unix seconds).', Action.EnsureClerkJWT],
    ],
    [
      'an unusable start',
      sign({ nbf: 'now' }),
      {},
      ['token-verification-failed', 'The token has an unusable start (`nbf`, Unix seconds).', Action.EnsureClerkJWT],
    ],
    [
      'an unusable issue time',
      sign({ iat: null }),
      {},
      [
        'token-verification-failed',
        'The token has an unusable issue time (`iat`, Unix seconds).',
        Action.EnsureClerkJWT,
      ],
    ],
    [
      'an expiry that has passed',
      sign({ exp: now - 3600 }),
      {},
      ['token-expired', `The token expired at Fri, 15 Jan 2027 07:00:00 GMT; now it is ${nowText}.`, undefined],
    ],
    [
      'a start to come',
      sign({ nbf: now + 3600 }),
      {},
      [
        'token-not-active-yet',
        `The token is not valid before Fri, 15 Jan 2027 09:00:00 GMT; now it is ${nowText}.`,
        undefined,
      ],
    ],
    [
      'an issue time to come',
      sign({ iat: now + 3600 }),
      {},
      [
        'token-iat-in-the-future',
        `The token was issued at Fri, 15 Jan 2027 09:00:00 GMT, which is in the future; now it is ${nowText}.`,
        undefined,
      ],
    ],
  ])('%s', async (_what, token, options, refusal) => {
    expect(await judge(token, options)).toEqual(refusal);
  });

  it('that is no text', async () => {
    expect((await judge(5 as never))?.[0]).toBe('token-invalid');
    expect(() => decodeJwt(5 as never)).toThrow('The token is not a JWT');
    // Any part of it is JSON, or could be a signature.
    expect(() => decodeJwt('e30A')).toThrow('The token is not a JWT');
  });
});

it('the function is named that does not know an option', async () => {
  await expect(verifyToken(sign(), { jwtkey: 'x' } as never)).rejects.toThrow(/^verifyToken .*jwtkey/);
  await expect(verifyJwt(sign(), { key: jwtKey, audiences: 'x' } as never)).rejects.toThrow(/^verifyJwt .*audiences/);
});

it('a signature is checked once for each token that is seen again', async () => {
  const checks = vi.spyOn(provider, 'verifySignature');
  const token = sign({ jti: 'seen again' });
  for (let times = 0; times < 4; times += 1) expect(await judge(token)).toBeUndefined();
  expect(checks).toHaveBeenCalledTimes(1);
  expect(await judge(token, { tokenCache: false })).toBeUndefined();
  expect(checks).toHaveBeenCalledTimes(2);
  checks.mockRestore();
});

describe('decodeJwt', () => {
  it.each(['text', 5, true, null, ['a']])('reads %j in place of an object as one without members', (value) => {
    const { header, payload } = decodeJwt(`${encode(value)}.${encode(value)}.AAAA`);
    expect([header, payload]).toEqual([{}, {}]);
  });
});

describe('the claims', () => {
  it('are good to the millisecond that the clocks may differ', async () => {
    const options = { clockSkewInMs: 10_000 };
    expect((await judge(sign({ exp: now - 10 }), options))?.[0]).toBe('token-expired');
    expect(await judge(sign({ exp: now - 9 }), options)).toBeUndefined();
    expect(await judge(sign({ nbf: now + 10 }), options)).toBeUndefined();
    expect((await judge(sign({ nbf: now + 11 }), options))?.[0]).toBe('token-not-active-yet');
    expect(await judge(sign({ iat: now + 10 }), options)).toBeUndefined();
    expect((await judge(sign({ iat: now + 11 }), options))?.[0]).toBe('token-iat-in-the-future');
  });

  it('count in whole seconds', async () => {
    const options = { clockSkewInMs: 0 };
    expect((await judge(sign({ exp: now + 0.9 }), options))?.[0]).toBe('token-expired');
    expect(await judge(sign({ nbf: now + 0.9, iat: now + 0.9 }), options)).toBeUndefined();
  });

  it('have times up to the year 9999', async () => {
    expect(await judge(sign({ exp: 253_402_300_799 }))).toBeUndefined();
    expect((await judge(sign({ exp: 253_402_300_800 })))?.[0]).toBe('token-verification-failed');
  });

  it('may have an audience of several, or none', async () => {
    const options = { audience: 'a' };
    for (const aud of ['a', ['b', 'a'], undefined]) expect(await judge(sign({ aud }), options)).toBeUndefined();
    for (const aud of ['', [], ['b'], [['a']], null]) expect(await judge(sign({ aud }), options)).toBeDefined();
    for (const audience of ['', [''], []]) expect(await judge(sign({ aud: 'x' }), { audience })).toBeUndefined();
    expect(await judge(sign({ aud: '' }), { audience: ['', 'a'] })).toBeDefined();
  });

  it('have a party of the list, and no empty one', async () => {
    const authorizedParties = ['', 'https://a.example'];
    expect(await judge(sign({ azp: 'https://a.example' }), { authorizedParties })).toBeUndefined();
    for (const azp of ['', undefined, ['https://a.example']]) {
      expect((await judge(sign({ azp }), { authorizedParties }))?.[0]).toBe('token-invalid-authorized-parties');
    }
  });

  it('are a copy, which the caller may change', async () => {
    const token = sign();
    for (let use = 0; use < 3; use += 1) {
      const claims = await verifyToken(token, { jwtKey });
      expect(claims.sub).toBe('user_1');
      Object.assign(claims, { sub: 'changed' });
    }
  });
});

describe('the type in the header', () => {
  it.each<readonly [typ: unknown, headerType: string | string[] | undefined, isGood: boolean]>([
    ['JWT', undefined, true],
    [undefined, undefined, true],
    [null, undefined, false],
    [['JWT'], undefined, false],
    ['jwt', undefined, false],
    ['at+jwt', 'at+jwt', true],
    ['b', ['a', 'b'], true],
    [undefined, 'JWT', false],
    ['JWT', 'at+jwt', false],
  ])('%j where %j is accepted: %s', async (typ, headerType, isGood) => {
    const refusal = await judge(sign({}, { typ }), { headerType });
    expect(refusal?.[0]).toBe(isGood ? undefined : 'token-invalid');
  });
});

describe('the issuer in the strict profile', () => {
  const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
  const test = `pk_test_${btoa('happy.clerk.accounts.dev$')}`;

  it.each<readonly [iss: unknown, options: Options, isGood: boolean]>([
    ['https://clerk.example.com', { publishableKey }, true],
    ['https://clerk.example.com/', { publishableKey }, true],
    ['https://other.example.com', { publishableKey }, false],
    ['clerk.example.com', { publishableKey }, false],
    [undefined, { publishableKey }, false],
    [['https://clerk.example.com'], { publishableKey }, false],
    ['https://app.example.com/__clerk', { publishableKey, proxyUrl: 'https://app.example.com/__clerk' }, true],
    ['https://happy.clerk.accounts.dev', { publishableKey: test }, true],
    // Only a satellite of a production instance has tokens that its own domain issued.
    ['https://clerk.example.com', { publishableKey, domain: 'sat.example' }, true],
    ['https://clerk.sat.example', { publishableKey, domain: 'sat.example', isSatellite: true }, true],
    ['https://happy.clerk.accounts.dev', { publishableKey: test, domain: 'sat.example', isSatellite: true }, true],
  ])('%j with %j: %s', async (iss, options, isGood) => {
    const refusal = await judge(sign({ iss }), { ...options, strict: true });
    expect(refusal?.[0]).toBe(isGood ? undefined : 'token-invalid-issuer');
  });

  it('is not compared without it', async () => {
    expect(await judge(sign({ iss: 'https://other.example.com' }), { publishableKey })).toBeUndefined();
  });
});

describe('a key', () => {
  it('that is no RSA key for signatures says nothing of the token', async () => {
    for (const key of [{ ...jwk, use: 'enc' }, { kty: 'EC' }, { ...jwk, n: 'AQAB' }]) {
      expect(await refusalOf(verifyJwt(sign(), { key }))).toEqual([
        'token-verification-failed',
        'The key that the token names cannot verify signatures: expected an RSA key of at least 2048 bits.',
        Action.CheckKeys,
      ]);
    }
  });

  it('of a builder is refused with the reason', async () => {
    const token = decodeJwt(sign());
    expect(await refusalOf(hasValidSignature(token, 'no key'))).toEqual([
      'token-invalid-signature',
      'The key is not a public RSA key.',
      undefined,
    ]);
    await expect(hasValidSignature(token, { ...jwk, alg: 'RS512' })).rejects.toMatchObject({
      reason: 'token-verification-failed',
    });
    await expect(hasValidSignature(decodeJwt(sign({}, { alg: 'none' })), jwk as never)).rejects.toMatchObject({
      name: 'InvalidArgumentError',
      message: 'The token is not signed with RS256, RS384 or RS512.',
    });
    expect(await hasValidSignature(decodeJwt(sign().replace(/[^.]+$/, 'AAAA')), jwk as never)).toBe(false);
    expect(await hasValidSignature(token, jwk as never)).toBe(true);
  });
});
