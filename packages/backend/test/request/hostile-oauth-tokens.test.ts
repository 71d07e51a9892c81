import { createHmac, createPublicKey, generateKeyPairSync, KeyObject } from 'node:crypto';
import { CompactSign, exportSPKI, generateKeyPair, type JWTPayload } from 'jose';
import { startServer } from 'testing';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createGuard, requestHead, type ProtectOptions } from '../../src/adapter.js';
import { createClerkClient } from '../../src/index.js';

// Tokens that a server for clients of OAuth must refuse, each different from a good one in one thing.

const resource = 'https://api.example.com/mcp';
const metadata = 'resource_metadata="https://api.example.com/.well-known/oauth-protected-resource/mcp"';
const rule: ProtectOptions = { token: 'oauth_token', resource, scopes: ['files:read'], actor: false };

const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
const foreign = await generateKeyPair('RS256');
const elliptic = await generateKeyPair('ES256');
const jwtKey = await exportSPKI(publicKey);
const now = () => Math.floor(Date.now() / 1000);

const good = (): JWTPayload => ({
  iss: 'https://clerk.example.com',
  sub: 'user_1',
  client_id: 'client_1',
  jti: 'oat_1',
  aud: resource,
  scope: 'files:read',
  iat: now() - 10,
  nbf: now() - 10,
  exp: now() + 300,
});
const goodHeader = { alg: 'RS256', kid: 'ins_1', typ: 'at+jwt' };

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const sign = (payload: unknown, header: object = goodHeader, key: CryptoKey = privateKey) =>
  new CompactSign(bytes(payload)).setProtectedHeader({ ...goodHeader, ...header }).sign(key);

/** A good token with some claims changed; undefined removes one. */
const claims = (change: Readonly<Record<string, unknown>>) => () => sign({ ...good(), ...change });
const header = (change: Readonly<Record<string, unknown>>) => () => sign(good(), change);
/** A good token whose parts are changed after it was signed. */
const changed = (change: (parts: readonly [string, string, string]) => string) => async () => {
  const [head = '', body = '', signature = ''] = (await sign(good())).split('.');
  return change([head, body, signature]);
};
const nested = (depth: number): object =>
  Array.from({ length: depth }).reduce<object>((act, _, index) => ({ sub: `agent_${index}`, act }), { sub: 'agent' });

type Row = readonly [what: string, status: 401 | 403, token: () => string | Promise<string>];

const audiences: readonly Row[] = [
  ['no aud', 401, claims({ aud: undefined })],
  ...(
    [
      ['null', null],
      ['empty', ''],
      ['an empty list', []],
      ['a number', 5],
      ['true', true],
      ['an object', { [resource]: true }],
      ['an object like a list', { 0: resource, length: 1 }],
      ['a list in a list', [[resource]]],
      ['a list with a number beside it', [resource, 5]],
      ['a list with null beside it', [resource, null]],
      ['a list with an object beside it', [resource, { aud: resource }]],
      ['a list with an empty text beside it', [resource, '']],
      ['several in one text', `${resource} https://other.example`],
      ['several in one text with a comma', `${resource},https://other.example`],
      ['JSON in a text', JSON.stringify([resource])],
      ['another server', 'https://other.example/mcp'],
      ['several other servers', ['https://other.example', 'https://third.example']],
      ['the same host without the path', 'https://api.example.com'],
      ['a path above', 'https://api.example.com/'],
      ['a path below', `${resource}/admin`],
      ['a path that begins alike', `${resource}2`],
      ['a trailing slash', `${resource}/`],
      ['two slashes', 'https://api.example.com//mcp'],
      ['dot segments', 'https://api.example.com/a/../mcp'],
      ['an encoded path', 'https://api.example.com/%6Dcp'],
      ['a path in capitals', 'https://api.example.com/MCP'],
      ['a host in capitals', 'https://API.example.com/mcp'],
      ['a scheme in capitals', 'HTTPS://api.example.com/mcp'],
      ['another scheme', 'http://api.example.com/mcp'],
      ['no scheme', 'api.example.com/mcp'],
      ['the default port', 'https://api.example.com:443/mcp'],
      ['another port', 'https://api.example.com:8443/mcp'],
      ['a user', 'https://api.example.com@evil.example/mcp'],
      ['a user before the host', 'https://me@api.example.com/mcp'],
      ['a query', `${resource}?a=1`],
      ['a fragment', `${resource}#a`],
      ['a host that ends alike', 'https://evil-api.example.com/mcp'],
      ['a host that begins alike', 'https://api.example.com.evil.example/mcp'],
      ['a host with a dot at its end', 'https://api.example.com./mcp'],
      ['a host that looks alike', 'https://api.exаmple.com/mcp'],
      ['the punycode of one that looks alike', 'https://api.xn--exmple-4nf.com/mcp'],
      ['full-width letters', 'https://api.ｅxample.com/mcp'],
      ['a space before', ` ${resource}`],
      ['a line break after', `${resource}\n`],
      ['a zero byte after', `${resource}\0`],
      ['an invisible letter', `${resource}\u200B`],
      ['any server', '*'],
      ['the issuer', 'https://clerk.example.com'],
      ['the client', 'client_1'],
    ] as const
  ).map(([what, aud]): Row => [`aud: ${what}`, 401, claims({ aud })]),
];

const others: readonly Row[] = [
  ['no sub', 401, claims({ sub: undefined })],
  ['sub: a number', 401, claims({ sub: 1 })],
  ['sub: empty', 401, claims({ sub: '' })],
  ['sub of a machine', 401, claims({ sub: 'mch_1' })],
  ['no client_id', 401, claims({ client_id: undefined })],
  ['client_id: a list', 401, claims({ client_id: ['client_1'] })],
  ['no jti', 401, claims({ jti: undefined })],
  ['no exp', 401, claims({ exp: undefined })],
  ['exp: past', 401, claims({ exp: now() - 60 })],
  ['exp: a text', 401, claims({ exp: '9999999999' })],
  ['exp: after the year 9999', 401, claims({ exp: 1e15 })],
  ['nbf: later', 401, claims({ nbf: now() + 600 })],
  ['iat: later', 401, claims({ iat: now() + 600 })],
  ['iat: a text', 401, claims({ iat: 'now' })],
  ['no scope', 403, claims({ scope: undefined })],
  ['scope: empty', 403, claims({ scope: '' })],
  ['scope: in capitals', 403, claims({ scope: 'FILES:READ' })],
  ['scope: one that begins alike', 403, claims({ scope: 'files:read:all' })],
  ['scope: part of a word', 403, claims({ scope: 'xfiles:read' })],
  ['scope: with commas', 403, claims({ scope: 'files:read,files:write' })],
  ['scope: with a tab', 403, claims({ scope: 'files:write\tfiles:read' })],
  ['scope: an object', 403, claims({ scope: { 'files:read': true } })],
  ['scope: a list in a list', 403, claims({ scope: [['files:read']] })],
  ['scope: another member', 403, claims({ scope: undefined, scopes: 'files:read' })],
  ['scp counts before scope', 403, claims({ scp: ['files:write'] })],
  ['scope: any', 403, claims({ scope: '*' })],
  ['act: somebody', 403, claims({ act: { sub: 'agent_1' } })],
  ['act: a chain', 403, claims({ act: nested(3) })],
  ['act: a chain of ten', 401, claims({ act: nested(10) })],
  ['act: a chain of two hundred', 401, claims({ act: nested(200) })],
  ['act: a text', 401, claims({ act: 'agent_1' })],
  ['act: a list', 401, claims({ act: [{ sub: 'agent_1' }] })],
  ['act: false', 401, claims({ act: false })],
  ['act: nobody', 401, claims({ act: {} })],
  ['act: an empty name', 401, claims({ act: { sub: '' } })],
  ['act: an object as name', 401, claims({ act: { sub: { a: 1 } } })],
  ['act: a long name', 401, claims({ act: { sub: 'a'.repeat(600) } })],
  ['act: a bad one inside', 401, claims({ act: { sub: 'agent_1', act: 5 } })],
  ['bound to a key (cnf)', 401, claims({ cnf: { jkt: '0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I' } })],
  ['bound to a certificate (cnf)', 401, claims({ cnf: { 'x5t#S256': 'A' } })],
  ['cnf: a text', 401, claims({ cnf: '' })],
  ['typ: JWT', 401, header({ typ: 'JWT' })],
  ['typ: in capitals', 401, header({ typ: 'AT+JWT' })],
  ['typ: of a proof', 401, header({ typ: 'dpop+jwt' })],
  ['typ: of a logout token', 401, header({ typ: 'logout+jwt' })],
  ['typ: a list', 401, () => `${encode({ ...goodHeader, typ: ['at+jwt'] })}.${encode(good())}.AAAA`],
  ['no typ', 401, header({ typ: undefined })],
  ['alg: none', 401, () => `${encode({ ...goodHeader, alg: 'none' })}.${encode(good())}.`],
  ['alg: None', 401, () => `${encode({ ...goodHeader, alg: 'None' })}.${encode(good())}.`],
  [
    'alg: HS256 with the public key as secret',
    401,
    () => {
      const signed = `${encode({ ...goodHeader, alg: 'HS256' })}.${encode(good())}`;
      return `${signed}.${createHmac('sha256', jwtKey).update(signed).digest('base64url')}`;
    },
  ],
  ['alg: ES256', 401, () => sign(good(), { alg: 'ES256' }, elliptic.privateKey)],
  [
    'alg: another than that of the signature',
    401,
    changed(([, body, signature]) => `${encode({ ...goodHeader, alg: 'RS512' })}.${body}.${signature}`),
  ],
  ['a key of somebody else', 401, () => sign(good(), {}, foreign.privateKey)],
  [
    'a key in the header',
    401,
    async () => {
      const jwk = createPublicKey(KeyObject.from(foreign.publicKey).export({ type: 'spki', format: 'pem' })).export({
        format: 'jwk',
      });
      return sign(good(), { jwk }, foreign.privateKey);
    },
  ],
  [
    'the address of a key in the header',
    401,
    () => sign(good(), { jku: 'https://evil.example/jwks' }, foreign.privateKey),
  ],
  [
    'an extension that must be understood',
    401,
    async () => {
      const signed = `${encode({ ...goodHeader, crit: ['exp'] })}.${encode(good())}`;
      return `${signed}.${(await sign(good())).split('.')[2]}`;
    },
  ],
  ['no signature', 401, changed(([head, body]) => `${head}.${body}.`)],
  ['a signature that was cut', 401, changed(([head, body, signature]) => `${head}.${body}.${signature.slice(0, -8)}`)],
  [
    'claims that were changed',
    401,
    changed(([head, , signature]) => `${head}.${encode({ ...good(), sub: 'user_2' })}.${signature}`),
  ],
  [
    'a header that was changed',
    401,
    changed(([, body, signature]) => `${encode({ ...goodHeader, kid: 'ins_2' })}.${body}.${signature}`),
  ],
  ['four parts', 401, changed(([head, body, signature]) => `${head}.${body}.${signature}.a`)],
  ['two parts', 401, changed(([head, body]) => `${head}.${body}`)],
  ['five parts, as if it was encrypted', 401, () => `${encode({ alg: 'dir', enc: 'A256GCM' })}..a.b.c`],
  ['claims that are a list', 401, () => sign([good()])],
  ['claims that are no JSON', 401, () => sign('aud=https://api.example.com/mcp')],
  ['a prefix of opaque tokens before it', 401, changed((parts) => `oat_${parts.join('.')}`)],
  ['a long token', 401, () => `${encode(goodHeader)}.${'A'.repeat(60_000)}.AAAA`],
  ['a session token', 401, () => sign({ ...good(), sid: 'sess_1' }, { typ: 'JWT', cat: 'cl_B7d4PD111AAA' })],
];

/** What the Backend API says about an opaque token; each differs from a good answer in one thing. */
const answer = (change: Readonly<Record<string, unknown>>) => ({
  object: 'clerk_idp_oauth_access_token',
  id: 'oat_id',
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
const opaque: readonly (readonly [what: string, status: number, body: object])[] = [
  ['no aud', 401, answer({ aud: undefined })],
  ['aud: null', 401, answer({ aud: null })],
  ['aud: another server', 401, answer({ aud: ['https://other.example'] })],
  ['aud: a list with a number', 401, answer({ aud: [resource, 1] })],
  ['aud: a trailing slash', 401, answer({ aud: [`${resource}/`] })],
  ['aud before audience', 401, answer({ aud: ['https://other.example'], audience: [resource] })],
  ['revoked', 401, answer({ revoked: true })],
  ['revoked: a text', 401, answer({ revoked: 'no' })],
  ['expired', 401, answer({ expired: true })],
  ['no client', 401, answer({ client_id: undefined })],
  ['no scopes', 403, answer({ scopes: undefined })],
  ['scopes: a text', 403, answer({ scopes: 'files:read' })],
  ['act: somebody', 403, answer({ act: { sub: 'agent_1' } })],
  ['act: a text', 401, answer({ act: 'agent_1' })],
  ['bound to a key (cnf)', 401, answer({ cnf: { jkt: 'A' } })],
  ['an API key', 503, answer({ object: 'api_key' })],
  ['no subject', 503, answer({ subject: '' })],
];

let described: object = {};
let apiUrl = '';
beforeAll(async () => {
  const { url } = await startServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(described)),
  );
  apiUrl = url;
});

// What has the prefix of an opaque token is one, and the Backend API knows no other server for it.
beforeEach(() => (described = answer({ aud: undefined })));

async function ask(token: string, asked: ProtectOptions = rule) {
  const clerk = createClerkClient({
    secretKey: 'sk_live_hostile',
    publishableKey: `pk_live_${btoa('clerk.example.com$')}`,
    jwtKey,
    apiUrl,
  });
  const request = new Request(resource, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  const state = await clerk.authenticateRequest(request, { acceptsToken: 'any' });
  if (state.status === 'handshake') throw new Error('A client is not sent to the handshake.');
  const verdict = createGuard(asked)(state, requestHead(request));
  if (verdict.kind !== 'refuse') return [200] as const;
  const { status, headers } = verdict.response;
  return [status, headers.find(([name]) => name === 'www-authenticate')?.[1]] as const;
}

/** Scopes are the client's business, so the answer names missing ones; who acts is not. */
const challengeOf = (what: string, status: number) => {
  if (status === 503) return undefined;
  const error = status === 401 ? 'invalid_token' : what.startsWith('act') ? undefined : 'insufficient_scope';
  return `Bearer ${error ? `error="${error}", ` : ''}${metadata}, scope="files:read"`;
};

describe('a server for clients of OAuth', () => {
  it('takes the good tokens that the others are made from', async () => {
    expect(await ask(await sign(good()))).toEqual([200]);
    expect(await ask(await claims({ aud: ['https://other.example', resource] })())).toEqual([200]);
    expect(await ask(await header({ typ: 'application/at+jwt' })())).toEqual([200]);
    described = answer({});
    expect(await ask('oat_good')).toEqual([200]);
  });

  it('has a table of more than 100 that are not', () => {
    expect(audiences.length + others.length + opaque.length).toBeGreaterThan(100);
  });

  it.each([...audiences, ...others])('refuses %s', async (what, status, token) => {
    expect(await ask(await token())).toEqual([status, challengeOf(what, status)]);
  });

  it.each(opaque)('refuses an opaque token with %s', async (what, status, body) => {
    described = body;
    expect(await ask('oat_hostile')).toEqual([status, challengeOf(what, status)]);
  });

  it('refuses every one of them where only the audience is asked for, unless it is for this server', async () => {
    for (const [what, , token] of audiences)
      expect([what, (await ask(await token(), { token: 'oauth_token', resource }))[0]]).toEqual([what, 401]);
  });

  it('is closed to keys of other lengths and kinds', async () => {
    const { privateKey: short } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect((await ask(await new CompactSign(bytes(good())).setProtectedHeader(goodHeader).sign(short)))[0]).toBe(401);
  });
});
