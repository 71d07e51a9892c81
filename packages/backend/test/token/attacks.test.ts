import { createHmac } from 'node:crypto';
import { exportSPKI, generateKeyPair, SignJWT, type JWTHeaderParameters } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import { verifyToken } from '../../src/token/verify-token.js';

const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
const json = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const claims = {
  sub: 'user_1',
  sid: 'sess_1',
  iss: 'https://clerk.example.com',
  exp: Math.floor(Date.now() / 1000) + 60,
};

let privateKey: CryptoKey;
let jwtKey: string;
let stranger: CryptoKey;
let strangerJwk: JsonWebKey;

beforeAll(async () => {
  const [mine, theirs] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256', { extractable: true })]);
  privateKey = mine.privateKey;
  jwtKey = await exportSPKI(mine.publicKey);
  stranger = theirs.privateKey;
  strangerJwk = await crypto.subtle.exportKey('jwk', theirs.publicKey);
});

const sign = (header: Partial<JWTHeaderParameters>, key: CryptoKey, payload: object = claims) =>
  new SignJWT({ ...payload }).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'ins_1', ...header }).sign(key);

/** Signs a header and payload as they stand, whatever they are. */
async function signText(header: string, payload: string): Promise<string> {
  const data = `${json(header)}.${json(payload)}`;
  const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', privateKey, Buffer.from(data));
  return `${data}.${Buffer.from(signature).toString('base64url')}`;
}

const goodHeader = '{"alg":"RS256","typ":"JWT"}';

/** Each attack, and the reason it ends in; `accepted` where it is none, because the instance itself signed what counts. */
const attacks: Readonly<Record<string, readonly [reason: string, token: () => string | Promise<string>]>> = {
  'no signature and alg none': [
    'token-invalid-algorithm',
    () => `${json({ alg: 'none', typ: 'JWT' })}.${json(claims)}.`,
  ],
  'alg NONE with a signature': [
    'token-invalid-algorithm',
    async () => (await sign({}, privateKey)).replace(/^[^.]+/, json({ alg: 'NONE', typ: 'JWT' })),
  ],
  'HS256 with the public key as the secret': [
    'token-invalid-algorithm',
    () => {
      const data = `${json({ alg: 'HS256', typ: 'JWT' })}.${json(claims)}`;
      return `${data}.${createHmac('sha256', jwtKey).update(data).digest('base64url')}`;
    },
  ],
  'another key that the header brings along (jwk)': [
    'token-invalid-signature',
    () => sign({ jwk: strangerJwk }, stranger),
  ],
  'another key that the header points to (jku)': [
    'token-invalid-signature',
    () => sign({ jku: 'https://evil.example/jwks' }, stranger),
  ],
  'another key in a certificate (x5c)': ['token-invalid-signature', () => sign({ x5c: ['MIIB'] }, stranger)],
  'a key of another instance with the same id': ['token-invalid-signature', () => sign({}, stranger)],
  'a critical extension': [
    'token-invalid',
    () => signText('{"alg":"RS256","typ":"JWT","crit":["exp"]}', JSON.stringify(claims)),
  ],
  'ES256 against an RSA key': [
    'token-invalid-algorithm',
    async () => (await sign({}, privateKey)).replace(/^[^.]+/, json({ alg: 'ES256', typ: 'JWT' })),
  ],
  'RS512 in the header of an RS256 token': [
    'token-verification-failed',
    async () => (await sign({}, privateKey)).replace(/^[^.]+/, json({ alg: 'RS512', typ: 'JWT' })),
  ],
  'another subject under the same signature': [
    'token-invalid-signature',
    async () => (await sign({}, privateKey)).replace(/\.[^.]+\./, `.${json({ ...claims, sub: 'admin' })}.`),
  ],
  'a signature cut short': ['token-invalid-signature', async () => (await sign({}, privateKey)).slice(0, -2)],
  'a signature with a foreign letter': ['token-invalid', async () => `${(await sign({}, privateKey)).slice(0, -1)}!`],
  'padding in another alphabet': ['token-invalid', async () => `${(await sign({}, privateKey)).slice(0, -4)}+/+/`],
  'a fourth part': ['token-invalid', async () => `${await sign({}, privateKey)}.e30`],
  'white space around it': ['token-invalid', async () => ` ${await sign({}, privateKey)} `],
  'claims in the prototype': [
    'token-verification-failed',
    () => signText(goodHeader, '{"__proto__":{"sub":"admin","exp":9999999999}}'),
  ],
  'a subject given twice, the last one wins': [
    'accepted',
    () => signText(goodHeader, `{"sub":"user_1","sub":"user_2","exp":${claims.exp}}`),
  ],
  'a subject that is an object': [
    'token-verification-failed',
    () => signText(goodHeader, `{"sub":{"a":1},"exp":${claims.exp}}`),
  ],
  'an expiry that is text': [
    'token-verification-failed',
    () => signText(goodHeader, '{"sub":"user_1","exp":"9999999999"}'),
  ],
  'an expiry without end': ['token-verification-failed', () => signText(goodHeader, '{"sub":"user_1","exp":1e308}')],
  'a header that is a list': ['token-invalid-algorithm', () => signText('["RS256"]', JSON.stringify(claims))],
  'a payload that is a number': ['token-verification-failed', () => signText(goodHeader, '5')],
  'JSON nested 100 000 levels deep': ['token-invalid', () => `${json(goodHeader)}.${json('['.repeat(100_000))}.AAAA`],
  'a megabyte of nothing': ['token-invalid', () => 'a'.repeat(1_000_000)],
  'a megabyte of padding before a letter': ['token-invalid', () => `${'='.repeat(1_000_000)}a.e30.AAAA`],
  'a megabyte of dots': ['token-invalid', () => '.'.repeat(1_000_000)],
};

describe('attacks on tokens', () => {
  it.each(Object.entries(attacks))('%s', async (_name, [reason, make]) => {
    const token = await make();
    const outcome = await verifyToken(token, { jwtKey }).then(
      () => 'accepted',
      (error: unknown) => (error as { reason?: string }).reason,
    );
    expect(outcome).toBe(reason);
    // Around a token in a header, white space is no part of it.
    if (reason === 'accepted' || token.length > 100_000 || token !== token.trim()) return;
    const clerk = createClerkClient({ publishableKey, secretKey: 'sk_live_1', jwtKey });
    for (const headers of [{ authorization: `Bearer ${token}` }, { cookie: `__session=${token}; __client_uat=1` }]) {
      const state = await clerk.authenticateRequest(new Request('https://app.example.com/', { headers }));
      expect(state.isAuthenticated).toBe(false);
      const text = JSON.stringify(state) + JSON.stringify(state.toAuth()?.debug());
      expect(text).not.toContain(token);
    }
  });
});

describe('attacks on headers', () => {
  const clerk = createClerkClient({ publishableKey, secretKey: 'sk_live_1', jwtKey: undefined });
  const page = { accept: 'text/html', 'sec-fetch-dest': 'document', cookie: '__client_uat=1' };

  it.each([
    ['a path with encoded line breaks', 'https://app.example.com/%0d%0aset-cookie:%20a=1'],
    ['a query with encoded line breaks', 'https://app.example.com/?a=%0d%0alocation:%20https://evil.example'],
    ['a path that looks like a host', 'https://app.example.com//evil.example/'],
    ['a path that looks like credentials', 'https://app.example.com/@evil.example/'],
  ])('%s: stays inside redirect_url', async (_name, url) => {
    const state = await clerk.authenticateRequest(new Request(url, { headers: page }));
    const location = new URL(state.headers.get('location') ?? '');
    expect(location.origin).toBe('https://clerk.example.com');
    expect(location.href).not.toMatch(/[\r\n]/);
    expect(new URL(location.searchParams.get('redirect_url') ?? '').origin).toBe('https://app.example.com');
  });

  it.each([
    'evil.example/path',
    'evil.example?x',
    'user:pass@evil.example',
    'evil.example:99999',
    '[::1',
    'a b',
    '%0d%0a',
  ])('a forwarded host like %s: never more than a host', async (host) => {
    const state = await clerk.authenticateRequest(
      new Request('https://app.example.com/', { headers: { ...page, 'x-forwarded-host': host } }),
    );
    const back = new URL(new URL(state.headers.get('location') ?? '').searchParams.get('redirect_url') ?? '');
    expect([back.username, back.password, back.pathname, back.search]).toEqual(['', '', '/', '']);
  });
});

describe('attacks on cookies', () => {
  it('four megabytes of names before the first value', async () => {
    const client = createClerkClient({ publishableKey, secretKey: 'sk_live_attacks', jwtKey });
    const cookie = `${'a;'.repeat(2_000_000)}__session=x`;
    const state = await client.authenticateRequest(new Request('https://app.example.com/', { headers: { cookie } }));
    expect(state).toMatchObject({ status: 'signed-out', reason: 'session-token-but-no-client-uat' });
  });
});
