import { generateKeyPairSync } from 'node:crypto';
import { exportSPKI, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { startServer } from 'testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import { ServiceUnavailableError } from '../../src/errors.js';
import type { AuthenticateRequestOptions } from '../../src/options.js';
import { tokenCategory } from '../../src/token/token-category.js';
import { verifyMachineAuthToken } from '../../src/verify-machine-auth-token.js';

// What tokens of machines say, and why they are refused: JWTs without a call of the service, opaque ones with one.

const { publicKey, privateKey } = await generateKeyPair('RS256');
const publishableKey = `pk_test_${btoa('app.clerk.accounts.dev$')}`;
const jwtKey = await exportSPKI(publicKey);
const now = Math.floor(Date.now() / 1000);
const times = { iat: now - 10, nbf: now - 10, exp: now + 600 };

const sign = (claims: JWTPayload, header: object = {}) =>
  new SignJWT({ iss: 'https://clerk.example.com', ...times, ...claims })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'ins_1', ...header })
    .sign(privateKey);
const m2m = (claims: JWTPayload = {}, header: object = {}) => sign({ sub: 'mch_1', jti: 'mt_1', ...claims }, header);
const oauth = (claims: JWTPayload = {}, typ = 'at+jwt') =>
  sign({ sub: 'user_1', jti: 'oat_1', client_id: 'client_1', ...claims }, { typ });

async function dataOf(token: string, options: object = {}) {
  const { data, errors } = await verifyMachineAuthToken(token, { jwtKey, ...options });
  if (errors) throw errors[0];
  return data as unknown as Readonly<Record<string, unknown>>;
}
const errorOf = async (token: string, options: object = {}) =>
  (await verifyMachineAuthToken(token, { jwtKey, ...options })).errors?.[0];

describe('an M2M token that is a JWT', () => {
  it('is described as the service describes an opaque one', async () => {
    expect(await dataOf(await m2m())).toMatchObject({
      id: 'mt_1',
      subject: 'mch_1',
      scopes: [],
      claims: null,
      revoked: false,
      revocationReason: null,
      expired: false,
      expiration: times.exp * 1000,
      createdAt: times.iat * 1000,
      updatedAt: times.iat * 1000,
    });
    expect(await dataOf(await m2m({ jti: undefined, iat: undefined } as never))).toMatchObject({
      id: '',
      createdAt: null,
    });
  });

  it.each<readonly [JWTPayload, readonly string[]]>([
    [{ scopes: 'mch_2 mch_3' }, ['mch_2', 'mch_3']],
    [{ scopes: 'mch_2', aud: 'mch_3' }, ['mch_2']],
    [{ aud: 'mch_2' }, ['mch_2']],
    [{ aud: ['mch_2', 5 as never, 'mch_3'] }, ['mch_2', 'mch_3']],
    [{ scopes: 5 }, []],
  ])('with %j has the scopes %j', async (claims, scopes) => {
    expect((await dataOf(await m2m(claims)))['scopes']).toEqual(scopes);
  });

  it('has claims of its own, without those that every JWT has', async () => {
    expect((await dataOf(await m2m({ level: 7, aud: 'mch_2' })))['claims']).toEqual({ level: 7, aud: 'mch_2' });
  });

  it('has its own category, or none', async () => {
    expect((await dataOf(await m2m({}, { cat: tokenCategory.m2m })))['id']).toBe('mt_1');
    expect(await errorOf(await m2m({}, { cat: 'cl_B7d4PD222AAA' }))).toMatchObject({
      code: 'token-invalid',
      message: 'This is not an M2M token (header `cat`).',
    });
  });
});

describe('an OAuth token that is a JWT', () => {
  it('is described as the service describes an opaque one', async () => {
    expect(await dataOf(await oauth({ scope: 'openid profile', aud: 'a' }))).toMatchObject({
      id: 'oat_1',
      clientId: 'client_1',
      subject: 'user_1',
      type: 'oauth_token',
      aud: ['a'],
      scopes: ['openid', 'profile'],
      revoked: false,
      expired: false,
      expiration: times.exp * 1000,
    });
  });

  it.each<readonly [JWTPayload, readonly string[]]>([
    [{ scp: ['a', 5, 'b'] }, ['a', 'b']],
    [{ scp: 'a', scope: 'b' }, ['a']],
    [{ scope: 'a b' }, ['a', 'b']],
    [{}, []],
  ])('with %j has the scopes %j', async (claims, scopes) => {
    expect((await dataOf(await oauth(claims)))['scopes']).toEqual(scopes);
  });

  it.each<readonly [aud: unknown, isGood: boolean]>([
    ['a', true],
    [['x', 'b'], true],
    [['x'], false],
    ['x', false],
    [undefined, false],
    [5, false],
  ])('issued for %j is good for the audiences a and b: %s', async (aud, isGood) => {
    const error = await errorOf(await oauth({ aud: aud as string }), { audience: ['a', 'b'] });
    expect(error?.code).toBe(isGood ? undefined : 'token-verification-failed');
    if (aud === undefined) expect(error?.message).toContain("The OAuth access token's audience (`aud`) is missing");
  });

  it('is one by its type, in both spellings', async () => {
    expect((await dataOf(await oauth({}, 'application/at+jwt')))['id']).toBe('oat_1');
  });

  it('whose key cannot be had is no bad token', async () => {
    const fetch = () => Promise.resolve(Response.json({ keys: [{ kid: 'ins_1', kty: 'RSA' }] }));
    const options = { jwtKey: '', secretKey: 'sk_test_machine_jwts', apiUrl: 'https://api.example', fetch };
    const error = await errorOf(await oauth(), options);
    expect(error?.cause).toBeInstanceOf(ServiceUnavailableError);
    const bad = await errorOf((await oauth()).replace(/[^.]+$/, 'AAAA'));
    expect([bad?.code, bad?.cause]).toEqual(['token-verification-failed', undefined]);
  });
});

it.each(['m2m_token', 'oauth_token'] as const)(
  'a JWT of the kind %s whose key cannot be had is an outage',
  async (acceptsToken) => {
    const token = await (acceptsToken === 'm2m_token' ? m2m() : oauth());
    const fetch = () => Promise.resolve(new Response('<html>'));
    const clerk = createClerkClient({
      publishableKey,
      secretKey: 'sk_test_outage',
      apiUrl: 'https://api.example',
      fetch,
    });
    const request = new Request('https://app.example.com/', { headers: { authorization: `Bearer ${token}` } });
    const state = await clerk.authenticateRequest(request, { acceptsToken });
    expect(state).toMatchObject({ status: 'signed-out', tokenType: acceptsToken, reason: 'unexpected-error' });
    const { cause } = state.unavailability ?? {};
    expect(cause).toBeInstanceOf(ServiceUnavailableError);
    expect((cause as Error).cause).toBeInstanceOf(Error);
  },
);

it('gives the cause if the key of the service cannot verify a JWT', async () => {
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
  const fetch = () => Promise.resolve(Response.json({ keys: [{ ...weak, kid: 'ins_1', alg: 'RS256', use: 'sig' }] }));
  const options = { jwtKey: '', secretKey: 'sk_test_weak_key', apiUrl: 'https://api.example', fetch };
  for (const token of [await m2m(), await oauth()]) {
    const outage = (await errorOf(token, options))?.cause;
    expect(outage).toBeInstanceOf(ServiceUnavailableError);
    expect((outage as Error).message).toContain('expected an RSA key of at least 2048 bits');
    expect((outage as Error).cause).toBeInstanceOf(Error);
  }
});

describe('an opaque token', () => {
  const kinds = {
    api_key: ['ak_1', 'api_key', 'API key', '/api_keys/verify'],
    m2m_token: ['mt_1', 'machine_to_machine_token', 'M2M token', '/m2m_tokens/verify'],
    oauth_token: [
      'oat_1',
      'clerk_idp_oauth_access_token',
      'OAuth access token',
      '/oauth_applications/access_tokens/verify',
    ],
  } as const;
  type Kind = keyof typeof kinds;

  let status: number;
  let body: unknown;
  let apiUrl: string;
  beforeEach(async () => {
    status = 200;
    ({ url: apiUrl } = await startServer((_, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    }));
  });

  async function decide(kind: Kind, options: AuthenticateRequestOptions = {}, client: object = {}) {
    const headers = { authorization: `Bearer ${kinds[kind][0]}` };
    return createClerkClient({ apiUrl, secretKey: 'sk_test_1', publishableKey, ...client }).authenticateRequest(
      new Request('https://app.example.com/', { headers }),
      { acceptsToken: kind, ...options },
    );
  }
  const good = (kind: Kind, more: object = {}) => ({ object: kinds[kind][1], id: 'x_1', subject: 'user_1', ...more });
  const names = Object.keys(kinds) as readonly Kind[];

  it.each(names)('that is an %s is refused in words', async (kind) => {
    const name = kinds[kind][2];
    body = good(kind, { revoked: true });
    expect((await decide(kind)).message).toContain(`The ${name} has been revoked or has expired.`);
    [status, body] = [404, { errors: [{ code: 'resource_not_found', message: 'no' }] }];
    expect(await decide(kind)).toMatchObject({ reason: 'token-invalid' });
    expect((await decide(kind)).message).toContain(`${name} not found`);
    [status, body] = [401, { errors: [{ code: 'clerk_key_invalid', message: 'the key is wrong' }] }];
    expect((await decide(kind)).reason).toBe('secret-key-invalid');
    expect((await decide(kind)).message).toContain('the key is wrong');
    body = { errors: [] };
    expect((await decide(kind)).message).toContain('The Backend API refused the secret key.');
    [status, body] = [422, { errors: [{ code: 'x', message: 'no' }] }];
    expect(await decide(kind)).toMatchObject({ reason: 'unexpected-error', unavailable: false });
    expect((await decide(kind)).message).toContain(
      `The ${name} could not be checked: the Backend API gave no usable answer.`,
    );
    [status, body] = [200, []];
    expect((await decide(kind)).message).toContain(`The Backend API's answer is not that of an ${name}.`);
    const unreachable = await decide(kind, {}, { apiUrl: 'http://127.0.0.1:9' });
    expect(unreachable).toMatchObject({ reason: 'unexpected-error', unavailable: true });
  });

  it.each(names)(
    'that is an %s cannot be checked without a usable secret key, for which nothing is sent',
    async (kind) => {
      const [token, , name] = kinds[kind];
      const error = await errorOf(token, { apiUrl, secretKey: 'sk_test_\u4f60' });
      expect(error).toMatchObject({ code: 'unexpected-error', message: `The ${name} could not be checked.` });
      expect(error?.cause).toMatchObject({ code: 'secret_key_invalid' });
    },
  );

  it.each(names)('that is an %s is for an audience only if it is an OAuth token', async (kind) => {
    for (const [audience, isGood] of [
      [{ aud: 'b' }, true],
      [{ aud: ['x', 'a'] }, true],
      [{ audience: ['a'] }, true],
      [{ aud: 'x', audience: 'a' }, false],
      [{ aud: 'x' }, false],
      [{}, false],
    ] as const) {
      body = good(kind, audience);
      const { isAuthenticated, reason } = await decide(kind, { audience: ['a', 'b'] });
      expect([audience, isAuthenticated]).toEqual([audience, isGood || kind !== 'oauth_token']);
      if (!isAuthenticated) expect(reason).toBe('token-verification-failed');
    }
  });

  it('that is an M2M token is looked up with the key of the machine, and every other one with the key of the instance', async () => {
    const sent: unknown[] = [];
    const { url } = await startServer((request, response) => {
      sent.push(request.headers.authorization);
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"errors":[]}');
    });
    for (const kind of names) await decide(kind, {}, { apiUrl: url, machineSecretKey: 'ak_machine' });
    expect(sent).toEqual(['Bearer sk_test_1', 'Bearer ak_machine', 'Bearer sk_test_1']);
  });

  it('gives what its description says, as far as it is of the expected kind', async () => {
    body = good('api_key', { scopes: ['a', 5], claims: { level: 7 }, name: 'key' });
    expect((await decide('api_key')).toAuth()).toMatchObject({
      scopes: ['a'],
      claims: { level: 7 },
      name: 'key',
      userId: 'user_1',
      orgId: null,
    });
    body = good('api_key', { scopes: 'a', claims: ['a'], name: 5, subject: 'org_1' });
    expect((await decide('api_key')).toAuth()).toMatchObject({
      scopes: [],
      claims: null,
      name: '',
      userId: null,
      orgId: 'org_1',
    });
    body = good('oauth_token', { client_id: 'client_1' });
    expect((await decide('oauth_token')).toAuth()).toMatchObject({ clientId: 'client_1', userId: 'user_1' });
    expect((await decide('oauth_token')).toAuth()?.debug()).toMatchObject({ tokenInHeader: 'oat_1', method: 'GET' });
    body = good('m2m_token', { subject: 'mch_1' });
    expect((await decide('m2m_token')).toAuth()).toMatchObject({ machineId: 'mch_1', claims: null });
  });
});
