import { provider } from '#crypto';
import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { provider as webProvider } from '../../src/crypto/web.js';
import { signJwt } from '../../src/token/sign-jwt.js';
import { isForSignatures, keyFromPem, TrustedKey, type PublicJwk } from '../../src/token/trusted-key.js';

const pair = (modulusLength = 2048) => generateKeyPairSync('rsa', { modulusLength });
const { publicKey } = pair();
const jwk = publicKey.export({ format: 'jwk' }) as PublicJwk;
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();

const verify = async (key: TrustedKey) => key.verify('RS256', 'text', new Uint8Array(256));
const failureOf = async (run: () => unknown) => {
  try {
    await run();
  } catch (error) {
    return error as Error;
  }
  return undefined;
};

afterEach(() => {
  vi.restoreAllMocks();
});

it('a key is for signatures unless it says something else', () => {
  const of = (members: object) => isForSignatures({ kty: 'RSA', ...members });
  expect([{}, { use: 'sig' }, { key_ops: ['sign', 'verify'] }, { use: 'sig', key_ops: ['verify'] }].map(of)).toEqual(
    Array.from({ length: 4 }, () => true),
  );
  expect([{ use: 'enc' }, { key_ops: [] }, { key_ops: ['sign'] }, { use: 'enc', key_ops: ['verify'] }].map(of)).toEqual(
    Array.from({ length: 4 }, () => false),
  );
});

it('a key knows what it is made of', () => {
  const key = new TrustedKey(jwk);
  expect(key.isMadeOf({ ...jwk })).toBe(true);
  expect(key.isMadeOf({ ...jwk, use: 'sig' })).toBe(false);
  expect(keyFromPem(pem).isMadeOf(jwk)).toBe(false);
});

describe('a key that cannot verify says why', () => {
  it.each([
    [{ ...jwk, use: 'enc' }, 'The key is not meant for signatures (RFC 7517 sections 4.2 and 4.3).'],
    [{ ...jwk, d: 'AQAB' }, 'The key is a private one; tokens are verified with public keys.'],
  ])('%#', async (source, message) => {
    expect(await failureOf(() => verify(new TrustedKey(source)))).toMatchObject({ message });
  });

  it.each([
    ['', /not a private key, certificate or JWK\. $/],
    [`'${pem}'`, /JWK\. It must be written without the quotes around it\.$/],
    [pem.replace('BEGIN', 'START'), /JWK\. $/],
    [pem.replaceAll('\n', '\\t'), /JWK\. $/],
  ])('PEM %#', async (text, message) => {
    const error = await failureOf(() => verify(keyFromPem(text)));
    expect(error).toMatchObject({ code: 'jwt_key_invalid' });
    expect(error?.message).toMatch(/^CLERK_JWT_KEY \(option `jwtKey`\) is not an RSA public key in PEM form/);
    expect(error?.message).toMatch(message);
  });

  it('at once, where the text cannot be a key', () => {
    // The second one is base64, as a key is.
    for (const text of ['no key', 'AAAA', 'M!'])
      expect(() => keyFromPem(text)).toThrow(expect.objectContaining({ code: 'jwt_key_invalid' }) as Error);
  });

  it('as PEM, with the cause of the runtime', async () => {
    const short = pair(1024).publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      .publicKey.export({ type: 'spki', format: 'pem' })
      .toString();
    for (const text of [short, elliptic]) {
      const error = await failureOf(() => verify(keyFromPem(text)));
      expect(error).toMatchObject({ code: 'jwt_key_invalid', cause: expect.any(Error) as Error });
    }
  });
});

it.each([
  ['with markers', pem],
  ['without', pem.replace(/-----.*?-----/g, '')],
  ['in one line', pem.replaceAll('\n', '')],
  ['with escaped line breaks', pem.replaceAll('\n', '\\n')],
  ['with escaped line breaks of Windows', pem.replaceAll('\n', '\\r\\n')],
  ['with line breaks of Windows', pem.replaceAll('\n', '\r\n')],
])('reads PEM %s', async (_, text) => {
  expect(await verify(keyFromPem(text))).toBe(false);
});

it('keeps the keys of 64 texts, apart for each use', async () => {
  vi.resetModules();
  const { keyFromPem: keyOf } = await import('../../src/token/trusted-key.js');
  const text = (index: number) => `${pem}${' '.repeat(index)}`;
  const keys = Array.from({ length: 64 }, (_, index) => keyOf(text(index), 'any'));
  expect(keys.every((key, index) => key === keyOf(text(index), 'any'))).toBe(true);
  expect(keyOf(text(0))).not.toBe(keys[0]);
  expect([keyOf(text(0)).algorithm, keys[0]?.algorithm]).toEqual(['RS256', undefined]);
  keyOf(text(64), 'any');
  expect(keyOf(text(0), 'any')).not.toBe(keys[0]);
});

describe('where keys are imported in the background', () => {
  let imports = 0;
  let fault: Error | undefined;

  beforeEach(() => {
    imports = 0;
    fault = undefined;
    // A copy: the provider may be this one.
    const later = { ...webProvider };
    vi.spyOn(provider, 'verifySignature').mockImplementation((...facts) => later.verifySignature(...facts));
    vi.spyOn(provider, 'importKey').mockImplementation((source) => {
      imports += 1;
      return fault ? Promise.reject(fault) : later.importKey(source);
    });
  });

  it('a bad key stays bad', async () => {
    const short = pair(1024).publicKey;
    const text = short.export({ type: 'spki', format: 'pem' }).toString();
    for (const key of [new TrustedKey(short.export({ format: 'jwk' })), keyFromPem(text)]) {
      imports = 0;
      const [first, second] = [await failureOf(() => verify(key)), await failureOf(() => verify(key))];
      expect(first).toBeInstanceOf(Error);
      expect(second).toBe(first);
      if (key.algorithm) expect(first).toMatchObject({ code: 'jwt_key_invalid' });
      expect(imports).toBe(1);
    }
  });

  it('a good key is imported once, and a fault is not kept', async () => {
    const key = new TrustedKey(jwk);
    fault = new TypeError('fault');
    expect(await failureOf(() => verify(key))).toBe(fault);
    fault = undefined;
    expect([await verify(key), await verify(key)]).toEqual([false, false]);
    expect(imports).toBe(2);
  });
});

describe('signJwt says what is wrong', () => {
  it.each([
    ['the algorithm', pem, { algorithm: 'HS256' }, '`algorithm` must be RS256, RS384 or RS512.'],
    ['the PEM', pem, { algorithm: 'RS256' }, 'The key cannot sign: expected a private RSA key as PKCS #8 PEM or JWK.'],
    [
      'the JWK',
      { kty: 'RSA' },
      { algorithm: 'RS256' },
      'The key cannot sign: expected a private RSA key as PKCS #8 PEM or JWK.',
    ],
  ])('with %s', async (what, key, options, message) => {
    const error = await failureOf(() => signJwt({}, key, options));
    expect(error).toMatchObject({ name: 'SignJWTError', message });
    expect(error?.cause instanceof Error).toBe(what !== 'the algorithm');
  });

  it('with an option', async () => {
    const error = await failureOf(() => signJwt({}, pem, { algorithm: 'RS256', kid: 'k' } as never));
    expect(error).toMatchObject({ code: 'option_unknown', message: expect.stringContaining('signJwt') as string });
  });
});
