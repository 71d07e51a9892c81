import { provider } from '#crypto';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import { isUnusableKeyError } from '../../src/crypto/unusable-key-error.js';
import { provider as webProvider } from '../../src/crypto/web.js';
import { CryptoError } from '../../src/errors.js';
import { getCookieSuffix } from '../../src/internal.js';
import { decodeJwt, hasValidSignature, verifyJwt } from '../../src/token/verify-jwt.js';
import { verifyToken } from '../../src/token/verify-token.js';
import { verifyWebhook } from '../../src/webhooks.js';

const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;

let token: string;
let machineToken: string;
let jwtKey: string;
let jwk: Awaited<ReturnType<typeof exportJWK>>;

// A key of its own for each test: imported keys are kept.
beforeEach(async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  jwtKey = await exportSPKI(publicKey);
  jwk = await exportJWK(publicKey);
  token = await new SignJWT({ sid: 'sess_1' })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'ins_1' })
    .setSubject('user_1')
    .setIssuer('https://clerk.example.com')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey);
  machineToken = await new SignJWT({ client_id: 'client_1', jti: 'oat_1' })
    .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'ins_1' })
    .setSubject('user_1')
    .setIssuer('https://clerk.example.com')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey);
});

afterEach(() => {
  vi.restoreAllMocks();
});

const fault = () => new TypeError('2nd argument is not instance of ArrayBuffer, Buffer, TypedArray, or DataView.');
const throwing = () => {
  throw fault();
};

const expectFault = async (result: Promise<unknown>, operation: string) => {
  const error: unknown = await result.then(
    () => 'accepted',
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CryptoError);
  expect(error).toMatchObject({ code: 'crypto_failed', cause: { name: 'TypeError' } });
  expect((error as Error).message).toContain(`The runtime could not ${operation}: `);
  expect(String(error)).not.toMatch(/2048|jwtKey/);
};

const request = () => new Request('https://app.example.com/', { headers: { authorization: `Bearer ${token}` } });

describe("a fault of the runtime's cryptography", () => {
  for (const operation of ['importKey', 'verifySignature'] as const) {
    for (const [manner, stub] of [
      ['throws', throwing],
      ['rejects', () => Promise.reject(fault())],
    ] as const) {
      it(`${operation} ${manner}: is an error of its own, refuses nobody, and may be over at the next token`, async () => {
        const clerk = createClerkClient({ publishableKey, secretKey: 'sk_live_1', jwtKey });
        vi.spyOn(provider, operation).mockImplementation(stub);
        await expectFault(verifyToken(token, { jwtKey }), 'verify a signature');
        await expectFault(verifyJwt(token, { key: jwtKey }), 'verify a signature');
        await expectFault(verifyJwt(token, { key: jwk }), 'verify a signature');
        await expectFault(hasValidSignature(decodeJwt(token), jwtKey), 'verify a signature');
        await expectFault(clerk.authenticateRequest(request()), 'verify a signature');
        const other = `${token}A`;
        for (const cookie of [
          `__clerk_handshake=${token}`,
          `__session=${token}; __session=${other}; __client_uat=1`,
          `__session=${token}; __client_uat=1`,
        ]) {
          const byCookie = new Request('https://app.example.com/', { headers: { cookie } });
          await expectFault(clerk.authenticateRequest(byCookie), 'verify a signature');
        }
        const headers = { authorization: `Bearer ${machineToken}` };
        const ofMachine = new Request('https://app.example.com/', { headers });
        await expectFault(clerk.authenticateRequest(ofMachine, { acceptsToken: 'any' }), 'verify a signature');
        vi.restoreAllMocks();
        await expect(verifyToken(token, { jwtKey })).resolves.toMatchObject({ sub: 'user_1' });
        expect((await clerk.authenticateRequest(request())).isAuthenticated).toBe(true);
      });
    }
  }

  it('of hashes and signatures: too', async () => {
    const ofMachine = () => new Request('https://app.example.com/', { headers: { authorization: 'Bearer ak_1' } });
    const options = { publishableKey, secretKey: 'sk_live_1', jwtKey, machineTokenCache: { ttlMs: 60_000 } };
    const caching = createClerkClient(options);
    // The hash of the key is made for the first request.
    expect((await caching.authenticateRequest(request(), { acceptsToken: 'any' })).isAuthenticated).toBe(true);
    vi.spyOn(provider, 'hmac').mockImplementation(throwing);
    vi.spyOn(provider, 'hashBase64Url').mockImplementation(throwing);
    const headers = {
      'svix-id': 'msg_1',
      'svix-timestamp': String(Math.floor(Date.now() / 1000)),
      'svix-signature': 'v1,AAAA',
    };
    const delivery = new Request('https://app.example.com/', { method: 'POST', headers, body: '{}' });
    await expectFault(verifyWebhook(delivery, { signingSecret: 'whsec_AAAA' }), 'make a signature');
    await expectFault(getCookieSuffix(publishableKey), 'make a hash');
    const clerk = createClerkClient({ publishableKey, secretKey: 'sk_live_1', jwtKey });
    await expectFault(clerk.authenticateRequest(request()), 'make a hash');
    expect((await caching.authenticateRequest(request(), { acceptsToken: 'any' })).isAuthenticated).toBe(true);
    await expectFault(caching.authenticateRequest(ofMachine(), { acceptsToken: 'any' }), 'make a hash');
  });
});

describe('the WebCrypto provider', () => {
  it('gives WebCrypto views of its own realm, never buffers', async () => {
    const { subtle } = globalThis.crypto;
    const spies = [
      vi.spyOn(subtle, 'importKey'),
      vi.spyOn(subtle, 'verify'),
      vi.spyOn(subtle, 'digest'),
      vi.spyOn(subtle, 'sign'),
    ];
    const [header = '', payload = '', signature = ''] = token.split('.');
    const der = new Uint8Array(Buffer.from(jwtKey.replace(/-----.*?-----|\s/g, ''), 'base64'));
    const key = await webProvider.importKey(der);
    const decoded = webProvider.decodeBase64Url(signature) ?? new Uint8Array();
    for (const algorithm of ['RS256', 'RS384'] as const) {
      expect(await webProvider.verifySignature(key, algorithm, `${header}.${payload}`, decoded)).toBe(
        algorithm === 'RS256',
      );
    }
    await webProvider.hmac('SHA-256', new Uint8Array([1]), 'text');
    await webProvider.hashBase64Url('SHA-256', 'text');
    const given = spies.flatMap((spy) => spy.mock.calls.flat() as unknown[]);
    expect(given.filter((value) => value instanceof ArrayBuffer)).toEqual([]);
    expect(given.filter((value) => value instanceof Uint8Array).length).toBeGreaterThan(6);
  });

  it('refuses a signature of another key, although its verdict comes later', async () => {
    // A copy: the provider may be this one.
    const later = { ...webProvider };
    vi.spyOn(provider, 'importKey').mockImplementation((source) => later.importKey(source));
    vi.spyOn(provider, 'verifySignature').mockImplementation((...facts) => later.verifySignature(...facts));
    const other = await exportSPKI((await generateKeyPair('RS256')).publicKey);
    for (let times = 0; times < 2; times += 1) {
      await expect(verifyToken(token, { jwtKey })).resolves.toMatchObject({ sub: 'user_1' });
      await expect(verifyToken(token, { jwtKey: other })).rejects.toMatchObject({ reason: 'token-invalid-signature' });
    }
  });

  it('tells a bad key from a fault', async () => {
    const outcome = async (run: () => unknown): Promise<unknown> => {
      try {
        return await run();
      } catch (error) {
        return isUnusableKeyError(error) ? 'unusable' : 'fault';
      }
    };
    expect(await outcome(() => webProvider.importKey(new Uint8Array([1, 2, 3])))).toBe('unusable');
    expect(await outcome(() => webProvider.importKey({ kty: 'RSA', n: 'AA', e: 'AQAB' }))).toBe('unusable');
    expect(await outcome(() => webProvider.importKey({ kty: 'EC', n: jwk.n ?? '', e: 'AQAB' }))).toBe('unusable');
    vi.spyOn(globalThis.crypto.subtle, 'importKey').mockRejectedValue(fault());
    expect(await outcome(() => webProvider.importKey({ kty: 'RSA', n: jwk.n ?? '', e: 'AQAB' }))).toBe('fault');
  });

  it('finds what a realm does not have in Node.js, and says so where there is no Node.js', async () => {
    vi.stubGlobal('crypto', {});
    vi.stubGlobal('TextDecoder', undefined);
    try {
      expect(await webProvider.hashBase64Url('SHA-1', 'text')).toHaveLength(27);
      expect(webProvider.decodeBase64UrlText('4pyT')).toBe('✓');
      vi.stubGlobal('process', undefined);
      await expect(webProvider.hashBase64Url('SHA-1', 'text')).rejects.toThrow('`crypto.subtle`');
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
