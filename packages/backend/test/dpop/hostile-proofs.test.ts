import { createHmac, generateKeyPairSync, sign as signBytes, type KeyObject } from 'node:crypto';
import { CompactSign, exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { startServer } from 'testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { createGuard, requestHead, type ProtectOptions } from '../../src/adapter.js';
import { dpopProofs, type DpopOptions } from '../../src/dpop.js';
import { createClerkClient, type ClerkClient } from '../../src/index.js';
import { createProofClient, hashOf, type Target } from './proof-client.js';

// Requests that must be refused, each different from a good one in one thing.

const resource = 'https://api.example.com/mcp';
const metadata = 'resource_metadata="https://api.example.com/.well-known/oauth-protected-resource/mcp"';
const algs = 'algs="ES256 EdDSA PS256 RS256"';
const rule: ProtectOptions = { token: 'oauth_token', resource, scopes: ['files:read'], dpop: true };

const instance = await generateKeyPair('RS256', { extractable: true });
const jwtKey = await exportSPKI(instance.publicKey);
const client = await createProofClient();
const other = await createProofClient();
const now = () => Math.floor(Date.now() / 1000);

const sign = (claims: object = {}, header: object = {}) =>
  new SignJWT({
    iss: 'https://clerk.example.com',
    sub: 'user_1',
    client_id: 'client_1',
    jti: 'oat_1',
    aud: resource,
    scope: 'files:read',
    iat: now() - 10,
    nbf: now() - 10,
    exp: now() + 300,
    cnf: { jkt: client.jkt },
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'ins_1', typ: 'at+jwt', ...header })
    .sign(instance.privateKey);

let token = '';
let apiUrl = '';
let described: object = {};
const opaque = (change: object) => ({
  object: 'clerk_idp_oauth_access_token',
  id: 'oat_1',
  client_id: 'client_1',
  type: 'oauth:access_token',
  subject: 'user_1',
  scopes: ['files:read'],
  revoked: false,
  expired: false,
  expiration: null,
  aud: [resource],
  ...change,
});
beforeAll(async () => {
  token = await sign();
  const { url } = await startServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(described)),
  );
  apiUrl = url;
});

const clerkWith = (options: DpopOptions | undefined, more: object = {}) =>
  createClerkClient({
    secretKey: 'sk_live_dpop',
    publishableKey: `pk_live_${btoa('clerk.example.com$')}`,
    jwtKey,
    apiUrl,
    ...more,
    ...(options && { dpop: dpopProofs(options) }),
  });
let clerk: ClerkClient;
beforeAll(() => (clerk = clerkWith({})));

interface Asked {
  readonly asked?: ProtectOptions;
  readonly url?: string;
  readonly method?: string;
  readonly by?: ClerkClient;
}

/** The answer of a guard: its status, and what it says to the client. */
async function ask(
  headers: Readonly<Record<string, string>> | readonly (readonly [string, string])[],
  { asked = rule, url = resource, method = 'POST', by = clerk }: Asked = {},
) {
  const request = new Request(url, { method, headers: headers as Record<string, string> });
  const state = await by.authenticateRequest(request, { acceptsToken: 'any' });
  if (state.status === 'handshake') throw new Error('A client is not sent to the handshake.');
  const verdict = createGuard(asked)(state, requestHead(request));
  if (verdict.kind !== 'refuse') return [200] as const;
  const { status, headers: answered } = verdict.response;
  return [status, answered.find(([name]) => name === 'www-authenticate')?.[1]] as const;
}

const challenge = (error: string) => `DPoP error="${error}", ${algs}, ${metadata}, scope="files:read"`;
const target = (): Target => ({ url: resource, token });
const send = async (dpop: string | Promise<string>) => ask({ authorization: `DPoP ${token}`, dpop: await dpop });

const claims = (change: object) => () => client.prove(target(), change);
const header = (change: object) => () => client.prove(target(), {}, change);
const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
/** A good proof whose parts are changed after it was signed. */
const changed = (change: (parts: readonly [string, string, string]) => string) => async () => {
  const [head = '', body = '', signature = ''] = (await client.prove(target())).split('.');
  return change([head, body, signature]);
};
/** A proof of a key of another kind. */
const ofKind =
  (alg: string, change: object = {}) =>
  async () => {
    const kind = await createProofClient(alg);
    return kind.prove(target(), {}, change);
  };
const weakRsa = () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const jwk = publicKey.export({ format: 'jwk' });
  return rsaProof(jwk, privateKey);
};
const exponent3 = () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 });
  return rsaProof(publicKey.export({ format: 'jwk' }), privateKey);
};
/** Node signs with keys that jose refuses. */
function rsaProof(jwk: object, key: KeyObject) {
  const payload = { jti: 'a', htm: 'POST', htu: resource, iat: now(), ath: hashOf(token) };
  const signed = `${encode({ typ: 'dpop+jwt', alg: 'RS256', jwk })}.${encode(payload)}`;
  return `${signed}.${signBytes('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
}
const symmetric = () => {
  const signed = `${encode({ typ: 'dpop+jwt', alg: 'HS256', jwk: { kty: 'oct', k: encode('secret') } })}.${encode({
    jti: 'a',
    htm: 'POST',
    htu: resource,
    iat: now(),
    ath: hashOf(token),
  })}`;
  return `${signed}.${createHmac('sha256', 'secret').update(signed).digest('base64url')}`;
};

type Row = readonly [what: string, proof: () => string | Promise<string>];

const hostile: readonly Row[] = [
  ['an empty header', () => ''],
  ['no JWT', () => 'proof'],
  ['two parts', changed(([head, body]) => `${head}.${body}`)],
  ['no signature', changed(([head, body]) => `${head}.${body}.`)],
  ['four parts', changed((parts) => `${parts.join('.')}.x`)],
  ['five parts', changed((parts) => [...parts, 'x', 'y'].join('.'))],
  ['padding', changed(([head, body, end]) => `${head}.${body}.${end}==`)],
  ['a letter outside the alphabet', changed(([head, body, end]) => `${head}.${body}.${end.slice(0, -1)}+`)],
  ['two proofs with a comma', async () => `${await client.prove(target())}, ${await client.prove(target())}`],
  ['a proof with a space in it', changed(([head, body, end]) => `${head}. ${body}.${end}`)],
  ['a proof with a scheme', async () => `DPoP ${await client.prove(target())}`],
  [
    'a changed payload',
    changed(
      ([head, , end]) =>
        `${head}.${encode({ jti: 'b', htm: 'POST', htu: resource, iat: now(), ath: hashOf(token) })}.${end}`,
    ),
  ],
  ['a changed signature', changed(([head, body]) => `${head}.${body}.${encode('x'.repeat(64))}`)],
  ['a signature of zeros', changed(([head, body]) => `${head}.${body}.${Buffer.alloc(64).toString('base64url')}`)],
  ['a signature in DER', changed(([head, body]) => `${head}.${body}.${Buffer.alloc(70, 48).toString('base64url')}`)],
  ['9000 letters', claims({ note: 'x'.repeat(9000) })],
  [
    'a payload that is no JSON',
    async () => {
      const [head = ''] = (await client.prove(target())).split('.');
      return `${head}.${encode('{')}.${encode('x'.repeat(64))}`;
    },
  ],
  [
    'a payload that is a list',
    async () =>
      new CompactSign(Buffer.from('[]'))
        .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: client.jwk })
        .sign(client.privateKey),
  ],
  [
    'a payload that is null',
    async () =>
      new CompactSign(Buffer.from('null'))
        .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: client.jwk })
        .sign(client.privateKey),
  ],
  [
    'JSON that is nested 2000 times',
    async () =>
      new CompactSign(Buffer.from(`{"a":${'['.repeat(2000)}${']'.repeat(2000)}}`))
        .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: client.jwk })
        .sign(client.privateKey),
  ],
  ['the type JWT', header({ typ: 'JWT' })],
  ['no type', header({ typ: undefined })],
  ['the type of an access token', header({ typ: 'at+jwt' })],
  ['the type in capitals', header({ typ: 'DPOP+JWT' })],
  ['the access token itself', () => token],
  [
    'alg none',
    () =>
      `${encode({ typ: 'dpop+jwt', alg: 'none', jwk: client.jwk })}.${encode({ jti: 'a', htm: 'POST', htu: resource, iat: now(), ath: hashOf(token) })}.AAAA`,
  ],
  ['alg HS256', symmetric],
  ['an algorithm that is not allowed', ofKind('ES384')],
  [
    'an algorithm of another kind than the key',
    changed(([, body, end]) => `${encode({ typ: 'dpop+jwt', alg: 'RS256', jwk: client.jwk })}.${body}.${end}`),
  ],
  [
    'an algorithm with the name of a member of objects',
    changed(([, body, end]) => `${encode({ typ: 'dpop+jwt', alg: 'constructor', jwk: client.jwk })}.${body}.${end}`),
  ],
  [
    'an algorithm that is a list',
    changed(([, body, end]) => `${encode({ typ: 'dpop+jwt', alg: ['ES256'], jwk: client.jwk })}.${body}.${end}`),
  ],
  [
    'crit',
    changed(
      ([, body, end]) =>
        `${encode({ typ: 'dpop+jwt', alg: 'ES256', jwk: client.jwk, crit: ['exp'], exp: 1 })}.${body}.${end}`,
    ),
  ],
  ['no key', header({ jwk: undefined })],
  [
    'a key that is null',
    changed(([, body, end]) => `${encode({ typ: 'dpop+jwt', alg: 'ES256', jwk: null })}.${body}.${end}`),
  ],
  [
    'a key that is a list',
    changed(([, body, end]) => `${encode({ typ: 'dpop+jwt', alg: 'ES256', jwk: [client.jwk] })}.${body}.${end}`),
  ],
  ['a private key', async () => client.prove(target(), {}, { jwk: await exportJWK(client.privateKey) })],
  ['a key with a symmetric secret beside', header({ jwk: { ...client.jwk, k: 'AAAA' } })],
  ['a key for another algorithm', header({ jwk: { ...client.jwk, alg: 'ES384' } })],
  ['a key for encryption', header({ jwk: { ...client.jwk, use: 'enc' } })],
  ['a key on another curve', header({ jwk: { ...client.jwk, crv: 'P-384' } })],
  ['a key that is no point of its curve', header({ jwk: { ...client.jwk, x: 'A'.repeat(43) } })],
  ['a key with a number', header({ jwk: { ...client.jwk, x: 5 } })],
  ['a key with a short member', header({ jwk: { ...client.jwk, x: 'AAAA' } })],
  ['a key that is an address', header({ jwk: undefined, jku: 'https://evil.example/jwks' })],
  ['a key that is a certificate', header({ jwk: undefined, x5c: ['AAAA'] })],
  ['an RSA key of 1024 bits', weakRsa],
  ['an RSA key with the exponent 3', exponent3],
  ['the key of somebody else', async () => other.prove(target())],
  ['the key of somebody else beside the right one', async () => client.prove(target(), {}, { jwk: other.jwk })],
  ['the right key, and the signature of another', async () => client.prove(target(), {}, {}, other.privateKey)],
  ['no jti', claims({ jti: undefined })],
  ['jti: empty', claims({ jti: '' })],
  ['jti: a number', claims({ jti: 5 })],
  ['jti: a list', claims({ jti: ['a'] })],
  ['jti: 257 letters', claims({ jti: 'x'.repeat(257) })],
  ['no htm', claims({ htm: undefined })],
  ['htm: another method', claims({ htm: 'GET' })],
  ['htm: in small letters', claims({ htm: 'post' })],
  ['htm: a list', claims({ htm: ['POST'] })],
  ['no htu', claims({ htu: undefined })],
  ['htu: a list', claims({ htu: [resource] })],
  ['htu: another path', claims({ htu: 'https://api.example.com/other' })],
  ['htu: a path in capitals', claims({ htu: 'https://api.example.com/MCP' })],
  ['htu: a slash at the end', claims({ htu: `${resource}/` })],
  ['htu: an encoded slash', claims({ htu: 'https://api.example.com%2Fmcp' })],
  ['htu: another host', claims({ htu: 'https://api.example.com.evil.example/mcp' })],
  ['htu: another port', claims({ htu: 'https://api.example.com:8443/mcp' })],
  ['htu: another scheme', claims({ htu: 'http://api.example.com/mcp' })],
  ['htu: a user', claims({ htu: 'https://me@api.example.com/mcp' })],
  ['htu: a password', claims({ htu: 'https://:x@api.example.com/mcp' })],
  ['htu: a path alone', claims({ htu: '/mcp' })],
  ['htu: a backslash', claims({ htu: String.raw`https:\\api.example.com\mcp` })],
  ['htu: a space before', claims({ htu: ` ${resource}` })],
  ['htu: no address', claims({ htu: 'https://' })],
  ['no iat', claims({ iat: undefined })],
  ['iat: a text', claims({ iat: String(now()) })],
  ['iat: null', claims({ iat: null })],
  ['iat: two minutes ago', claims({ iat: now() - 120 })],
  ['iat: in a minute', claims({ iat: now() + 60 })],
  ['iat: in ms', claims({ iat: Date.now() })],
  ['iat: below zero', claims({ iat: -now() })],
  ['exp: past', claims({ exp: now() - 60 })],
  ['exp: a text', claims({ exp: 'never' })],
  ['nbf: later', claims({ nbf: now() + 60 })],
  ['no ath', claims({ ath: undefined })],
  ['ath: a list', claims({ ath: [] })],
  ['ath: of another token', claims({ ath: hashOf('other') })],
  ['ath: the token itself', () => client.prove(target(), { ath: token })],
  ['ath: with padding', () => client.prove(target(), { ath: `${hashOf(token)}=` })],
];

describe('a request with a hostile proof', () => {
  it('differs from good ones', async () => {
    expect(await send(client.prove(target()))).toEqual([200]);
    expect(await ask(await client.headers({ ...target(), url: `${resource}?a=1#b` }))).toEqual([200]);
    expect(await ask(await client.headers(target()), { url: `${resource}?a=1` })).toEqual([200]);
    expect(hostile.length).toBeGreaterThan(60);
  });

  it.each(hostile)('is refused: %s', async (what, given) => {
    const dpop = await given();
    expect(await send(dpop)).toEqual([401, challenge('invalid_dpop_proof')]);
    const request = new Request(resource, { method: 'POST', headers: { authorization: `DPoP ${token}`, dpop } });
    const { reason, message } = await clerk.authenticateRequest(request, { acceptsToken: 'oauth_token' });
    expect(reason).toBe('dpop-proof-invalid');
    // For the claim that the row is about, and not for another fault of it.
    const [, claim] = /^(?:no )?(jti|htm|htu|iat|exp|nbf|ath)\b/.exec(what) ?? [];
    if (claim) expect(message).toContain(claim === 'exp' || claim === 'nbf' ? '`iat`' : `\`${claim}\``);
    expect(message).not.toContain(token);
  });

  it('is refused without a proof', async () => {
    expect(await ask({ authorization: `DPoP ${token}` })).toEqual([401, challenge('invalid_dpop_proof')]);
  });

  it('is refused the second time', async () => {
    const proof = await client.prove(target());
    expect(await send(proof)).toEqual([200]);
    expect(await send(proof)).toEqual([401, challenge('invalid_dpop_proof')]);
    // The identifier counts, not the text.
    const jti = 'the same';
    expect(await send(client.prove(target(), { jti }))).toEqual([200]);
    expect(await send(client.prove(target(), { jti }))).toEqual([401, challenge('invalid_dpop_proof')]);
  });
});

describe('a token that is bound to a key', () => {
  it('is no bearer token, with and without the option, with and without a proof', async () => {
    const dpop = await client.prove(target());
    for (const by of [clerk, clerkWith(undefined)]) {
      for (const asked of [rule, { ...rule, dpop: false }, { token: 'oauth_token' as const }]) {
        if (by !== clerk && asked.dpop) continue;
        for (const headers of [{ authorization: `Bearer ${token}` }, { authorization: token }])
          expect((await ask({ ...headers }, { by, asked }))[0]).toBe(401);
        expect((await ask({ authorization: `Bearer ${token}`, dpop }, { by, asked }))[0]).toBe(401);
      }
    }
    described = opaque({ cnf: { jkt: client.jkt } });
    for (const by of [clerk, clerkWith(undefined)])
      expect((await ask({ authorization: 'Bearer oat_1' }, { by, asked: { token: 'oauth_token' } }))[0]).toBe(401);
  });

  it('is taken with a proof where the route does not need one, and is refused where the option is off', async () => {
    const asked: ProtectOptions = { token: 'oauth_token', resource };
    expect(await ask(await client.headers(target()), { asked })).toEqual([200]);
    const refused = await ask(await client.headers(target()), { asked, by: clerkWith(undefined) });
    expect(refused).toEqual([401, `Bearer ${metadata}`]);
  });

  it('is taken if it is opaque, and the service names the key', async () => {
    described = opaque({ cnf: { jkt: client.jkt } });
    expect(await ask(await client.headers({ url: resource, token: 'oat_1' }))).toEqual([200]);
    expect((await ask(await other.headers({ url: resource, token: 'oat_1' })))[0]).toBe(401);
    described = opaque({});
    expect(await ask(await client.headers({ url: resource, token: 'oat_1' }))).toEqual([
      401,
      challenge('invalid_token'),
    ]);
  });

  it.each<readonly [string, unknown]>([
    ['no key', undefined],
    ['null', null],
    ['an empty object', {}],
    ['a text', client.jkt],
    ['a list', [{ jkt: client.jkt }]],
    ['another key', { jkt: other.jkt }],
    ['a thumbprint that is a list', { jkt: [client.jkt] }],
    ['a short thumbprint', { jkt: client.jkt.slice(1) }],
    ['a certificate beside the key', { jkt: client.jkt, 'x5t#S256': client.jkt }],
    ['a key and no thumbprint', { jwk: client.jwk }],
  ])('is refused with %s in cnf', async (_what, cnf) => {
    const bound = await sign({ cnf });
    const isOther = (cnf as { readonly jkt?: unknown } | null | undefined)?.jkt === other.jkt;
    const error = isOther ? 'invalid_dpop_proof' : 'invalid_token';
    expect(await ask(await client.headers({ url: resource, token: bound }))).toEqual([401, challenge(error)]);
  });

  it.each<readonly [string, object, object]>([
    ['is expired', { exp: now() - 60 }, {}],
    ['is for another server', { aud: 'https://other.example' }, {}],
    ['is a session token', {}, { typ: 'JWT' }],
  ])('is refused with a good proof if it %s', async (_what, change, head) => {
    const bad = await sign(change, head);
    expect(await ask(await client.headers({ url: resource, token: bad }))).toEqual([401, challenge('invalid_token')]);
  });

  it('needs the scopes of the route, too', async () => {
    const bound = await sign({ scope: 'other' });
    expect(await ask(await client.headers({ url: resource, token: bound }))).toEqual([
      403,
      challenge('insufficient_scope'),
    ]);
  });

  it.each(['DPoP', 'dpop', 'DPOP', ' DPoP ', 'DPoP  '])('is taken with the scheme %j', async (scheme) => {
    const headers = await client.headers(target());
    const [status] = await ask({ ...headers, authorization: `${scheme} ${token}` });
    expect(status).toBe(200);
  });

  it.each([
    ['nothing after the scheme', 'DPoP '],
    ['two tokens', 'DPoP a b'],
    ['two headers', 'DPoP a, DPoP b'],
    ['a parameter', 'DPoP token="a"'],
    ['a letter of no token', 'DPoP ü'],
  ])('is refused with %s', async (_what, authorization) => {
    expect((await ask({ ...(await client.headers(target())), authorization }))[0]).toBe(401);
  });
});

describe('a route that asks for proofs', () => {
  it('is an error where nobody verifies them', async () => {
    await expect(ask({}, { by: clerkWith(undefined) })).rejects.toMatchObject({
      name: 'ConfigurationError',
      code: 'option_invalid',
      message: expect.stringContaining('dpopProofs()') as string,
    });
  });

  it('is none because of a token of another kind', async () => {
    const request = new Request(resource, { headers: { authorization: 'Bearer ak_1' } });
    const state = await clerk.authenticateRequest(request, { acceptsToken: ['oauth_token', 'm2m_token'] });
    if (state.status === 'handshake') throw new Error('A client is not sent to the handshake.');
    expect(createGuard(rule)(state, requestHead(request))).toMatchObject({ why: 'unauthenticated' });
  });
});

describe('a proof for another server, whose owner sends it on', () => {
  const forwarded = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
  const proven = () => client.headers({ url: 'https://evil.example/mcp', token });
  const refused = [401, challenge('invalid_dpop_proof')];

  it('is refused, whatever host it says that it was forwarded from', async () => {
    expect(await ask({ ...(await proven()), ...forwarded })).toEqual(refused);
    for (const options of [{ strict: true }, { trustedForwardedHosts: ['api.example.com'] }]) {
      const by = clerkWith({}, options);
      expect(await ask({ ...(await proven()), ...forwarded }, { by })).toEqual(refused);
    }
    const by = clerkWith({ origin: 'https://api.example.com' });
    expect(await ask({ ...(await proven()), ...forwarded, host: 'evil.example' }, { by })).toEqual(refused);
  });

  it('is told apart from a proof for this server behind a proxy that is trusted', async () => {
    const by = clerkWith({}, { trustedForwardedHosts: ['api.example.com'] });
    const headers = { ...(await client.headers(target())), 'x-forwarded-host': 'api.example.com' };
    const url = 'http://10.0.0.1:3000/mcp';
    expect(await ask({ ...headers, 'x-forwarded-proto': 'https' }, { by, url })).toEqual([200]);
    const known = clerkWith({ origin: 'https://api.example.com' });
    expect(await ask(await client.headers(target()), { by: known, url })).toEqual([200]);
    // A proxy that passes the host on, and says that it was encrypted.
    const host = { host: 'api.example.com', 'x-forwarded-proto': 'https' };
    expect(await ask({ ...(await client.headers(target())), ...host }, { url })).toEqual([200]);
  });
});

describe('what clients are told', () => {
  it('is every scheme that a route takes', async () => {
    expect(await ask({})).toEqual([401, `DPoP ${algs}, ${metadata}, scope="files:read"`]);
    const both: ProtectOptions = { token: 'oauth_token', resource };
    expect(await ask({}, { asked: both })).toEqual([401, `Bearer ${metadata}, DPoP ${algs}`]);
    expect(await ask({ authorization: 'Bearer x' }, { asked: both })).toEqual([
      401,
      `Bearer error="invalid_token", ${metadata}, DPoP ${algs}`,
    ]);
    expect(await ask({}, { asked: { token: 'oauth_token' } })).toEqual([401, 'Bearer']);
    expect(await ask({}, { asked: {} })).toEqual([401, 'Bearer']);
  });

  it('is the same without the option, but for proofs', async () => {
    const by = clerkWith(undefined);
    expect(await ask({}, { by, asked: { token: 'oauth_token', resource } })).toEqual([401, `Bearer ${metadata}`]);
  });
});
