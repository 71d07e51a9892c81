import { constants, generateKeyPairSync, sign as signBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import { decodeJwt, hasValidSignature, verifyJwt } from '../../src/jwt.js';
import { verifyToken } from '../../src/token/verify-token.js';
import { verifyMachineAuthToken } from '../../src/verify-machine-auth-token.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const jwk = publicKey.export({ format: 'jwk' }) as never;
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = Math.floor(Date.now() / 1000);
const times = { iat: now - 10, nbf: now - 10, exp: now + 600 };
const issuer = 'https://clerk.example.com';

function sign(claims: object = {}, header: object = {}): string {
  const { alg } = { alg: 'RS256', ...header };
  const input = `${encode({ alg, typ: 'JWT', ...header })}.${encode({ iss: issuer, sub: 'user_1', sid: 'sess_1', ...times, ...claims })}`;
  const padding = constants.RSA_PKCS1_PADDING;
  return `${input}.${signBytes(`sha${alg.slice(2)}`, Buffer.from(input), { key: privateKey, padding }).toString('base64url')}`;
}

const reasonOf = async (asked: Promise<unknown>) => {
  try {
    await asked;
    return 'accepted';
  } catch (error) {
    const { reason, code } = error as { reason?: string; code?: string };
    return reason ?? code;
  }
};

describe('algorithms with a PEM key', () => {
  it.each(['RS256', 'RS384', 'RS512'])('%s: verifyJwt takes it, as with a JWK that names none', async (alg) => {
    const token = sign({}, { alg });
    expect(await reasonOf(verifyJwt(token, { key: pem }))).toBe('accepted');
    expect(await reasonOf(verifyJwt(token, { key: jwk }))).toBe('accepted');
    expect(await hasValidSignature(decodeJwt(token), pem)).toBe(true);
    const tampered = token.replace(/\.[^.]*$/, (signature) => `.${[...signature.slice(1)].reverse().join('')}`);
    expect(await reasonOf(verifyJwt(tampered, { key: pem }))).not.toBe('accepted');
  });

  it('with `jwtKey` session tokens are signed with RS256, as the instance does', async () => {
    const token = sign({}, { alg: 'RS384' });
    expect(await reasonOf(verifyToken(token, { jwtKey: pem }))).toBe('token-verification-failed');
    expect(await reasonOf(verifyJwt(token, { key: pem }))).toBe('accepted');
    expect(await reasonOf(verifyToken(token, { jwtKey: pem }))).toBe('token-verification-failed');
  });

  it.each([undefined, null, '', 5, [], 'no key', JSON.stringify(pem)])('%j is no key', async (key) => {
    expect(await reasonOf(verifyJwt(sign(), { key: key as never }))).toBe('jwt_key_invalid');
  });
});

const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
const keys = { secretKey: 'sk_live_x', publishableKey, jwtKey: pem };
const bearer = (token: string) => new Request('https://a.example/', { headers: { authorization: `Bearer ${token}` } });
const state = async (token: string, options: object, client: object = {}) => {
  const { reason } = await createClerkClient({ ...keys, ...client }).authenticateRequest(bearer(token), options);
  return reason ?? 'accepted';
};

describe('issuer', () => {
  const judges = {
    verifyToken: (token: string, options: object) => reasonOf(verifyToken(token, { jwtKey: pem, ...options })),
    verifyJwt: (token: string, options: object) => reasonOf(verifyJwt(token, { key: pem, ...options })),
    authenticateRequest: (token: string, options: object) => state(token, options),
    'a client': (token: string, options: object) => state(token, {}, options),
  };

  describe.each(Object.entries(judges))('%s', (_, judge) => {
    it.each([
      [issuer, true],
      [['https://other.example', issuer], true],
      [undefined, true],
      ['', true],
      [[], true],
      [[''], true],
      ['https://other.example', false],
      [`${issuer}/`, false],
      ['https://CLERK.example.com', false],
      ['clerk.example.com', false],
      [['https://other.example', ''], false],
    ])('%j', async (option, accepted) => {
      expect(await judge(sign(), { issuer: option })).toBe(accepted ? 'accepted' : 'token-invalid-issuer');
    });

    it.each([undefined, null, '', 5, [issuer], {}])('a token issued by %j is refused', async (iss) => {
      expect(await judge(sign({ iss }), { issuer })).toBe('token-invalid-issuer');
    });

    it('comes after the audience and the party, before the times', async () => {
      const bad = { aud: 'x', azp: 'x', exp: 5 };
      const other = { issuer: 'https://other.example' };
      expect(await judge(sign(bad), { ...other, audience: 'y' })).toBe('token-verification-failed');
      expect(await judge(sign(bad), { ...other, authorizedParties: ['y'] })).toBe('token-invalid-authorized-parties');
      if (judge === judges.verifyToken) expect(await judge(sign(bad), other)).toBe('token-invalid-issuer');
    });
  });

  it('that cannot be used is a configuration error', async () => {
    for (const option of [5, [5], /clerk/, () => true]) {
      expect(await reasonOf(verifyToken(sign(), { jwtKey: pem, issuer: option as never }))).toBe('option_invalid');
      expect(await reasonOf(verifyJwt(sign(), { key: pem, issuer: option as never }))).toBe('option_invalid');
    }
  });

  it('takes the place of the instance that `strict` asks for', async () => {
    const token = sign({ iss: 'https://auth.example' });
    const strict = { jwtKey: pem, publishableKey, strict: true };
    expect(await reasonOf(verifyToken(token, strict))).toBe('token-invalid-issuer');
    expect(await reasonOf(verifyToken(token, { ...strict, issuer: 'https://auth.example' }))).toBe('accepted');
    expect(await reasonOf(verifyToken(sign(), { ...strict, issuer: 'https://auth.example' }))).toBe(
      'token-invalid-issuer',
    );
  });
});

const m2m = (claims: object = {}, header: object = {}) =>
  sign({ sub: 'mch_1', jti: 'mt_1', iss: 'https://x.example', ...claims }, header);
const oauth = (claims: object = {}) =>
  sign({ jti: 'oat_1', client_id: 'c', iss: 'https://x.example', ...claims }, { typ: 'at+jwt' });
const forPeople = { authorizedParties: ['https://app.example'], issuer, strict: true, headerType: 'other' };

describe('JWTs of machines', () => {
  const verify = async (token: string, options: object) => {
    const { errors, tokenType, data } = await verifyMachineAuthToken(token, {
      jwtKey: pem,
      publishableKey,
      ...options,
    });
    return [tokenType, errors?.[0].code ?? data?.subject];
  };
  const client = (options: object) => createClerkClient({ ...keys, ...options });

  it('are judged by audience and times only', async () => {
    expect(await verify(m2m(), forPeople)).toEqual(['m2m_token', 'mch_1']);
    expect(await verify(oauth(), forPeople)).toEqual(['oauth_token', 'user_1']);
    expect(await state(m2m(), { ...forPeople, acceptsToken: 'any' })).toBe('accepted');
    expect(await state(oauth(), { acceptsToken: 'oauth_token' }, forPeople)).toBe('accepted');
    expect((await client(forPeople).m2m.verify({ token: m2m() })).subject).toBe('mch_1');
    expect(await verify(m2m({ aud: 'a' }), { audience: 'b' })).toEqual(['m2m_token', 'token-verification-failed']);
    expect(await verify(oauth({ aud: 'a' }), { audience: 'b' })).toEqual(['oauth_token', 'token-verification-failed']);
    expect(await reasonOf(client({ audience: 'b' }).m2m.verify({ token: m2m({ aud: 'a' }) }))).toBe(
      'token-verification-failed',
    );
    expect(await verify(m2m({ exp: now - 20 }), {})).toEqual(['m2m_token', 'token-verification-failed']);
    expect(await verify(m2m({ exp: now - 20 }), { clockSkewInMs: 60_000 })).toEqual(['m2m_token', 'mch_1']);
  });

  it('have the type of their kind, whatever session tokens may have', async () => {
    expect(await verify(m2m({}, { typ: 'other' }), forPeople)).toEqual(['m2m_token', 'token-verification-failed']);
  });

  it.each([
    ['a session token', sign(), 'oauth_token', 'token-verification-failed'],
    ['a JWT with a bad signature', sign().slice(0, -10), 'oauth_token', 'token-verification-failed'],
    ['text', 'junk', 'm2m_token', 'token-invalid'],
    ['three parts', 'junk.a.b', 'm2m_token', 'token-invalid'],
    ['nothing', '', 'm2m_token', 'token-invalid'],
    ['no text', undefined, 'm2m_token', 'token-invalid'],
    ['an object', {}, 'm2m_token', 'token-invalid'],
  ])('that are none are refused in the answer: %s', async (_, token, tokenType, code) => {
    expect(await verify(token as string, {})).toEqual([tokenType, code]);
  });

  it('that cannot be checked are an outage in the answer', async () => {
    const down: typeof fetch = () => Promise.resolve(new Response('{}', { status: 404 }));
    const outage = () => Promise.reject(new TypeError('fetch failed'));
    for (const fetch of [down, outage]) {
      const answer = await verifyMachineAuthToken(m2m({}, { kid: 'k' }), {
        secretKey: 'sk_test_x',
        fetch,
        apiUrl: 'http://x.example',
      });
      expect(answer.data).toBeUndefined();
      expect(answer.errors?.[0].code).toMatch(/^(unexpected-error|token-verification-failed)$/);
      expect(answer.errors?.[0].cause).toBeInstanceOf(Error);
    }
  });
});
