import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPublicKey,
  randomBytes,
  verify,
  type KeyObject,
} from 'node:crypto';
import { base64UrlBody } from './base64url-body.js';
import type { CryptoProvider, JsonWebKeyLike, SignatureAlgorithm, VerifyKey } from './contract.js';
import { checkModulusLength, rsaMembers, UnusableKeyError } from './unusable-key-error.js';

const digests: Readonly<Record<SignatureAlgorithm, string>> = {
  RS256: 'RSA-SHA256',
  RS384: 'RSA-SHA384',
  RS512: 'RSA-SHA512',
};

function importPublicKey(key: JsonWebKeyLike | Uint8Array): KeyObject {
  // Test runners have an `Uint8Array` of their own, of which a Buffer is no instance.
  if (ArrayBuffer.isView(key)) return createPublicKey({ key: Buffer.from(key), format: 'der', type: 'spki' });
  return createPublicKey({ key: rsaMembers(key, decodeBase64Url), format: 'jwk' });
}

/**
 * Errors about a key have OpenSSL's code, the one for a JWK, or none at all, depending on the version and the runtime. Wrong arguments and
 * missing features have other codes.
 */
function isAboutKey(error: unknown): boolean {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code !== 'string' || /^ERR_(OSSL_|CRYPTO_INVALID_JWK$)/.test(code);
}

function importKey(key: JsonWebKeyLike | Uint8Array): VerifyKey {
  let imported: KeyObject;
  try {
    imported = importPublicKey(key);
  } catch (cause) {
    if (cause instanceof UnusableKeyError || !isAboutKey(cause)) throw cause;
    throw new UnusableKeyError('The key is not an RSA public key.', { cause });
  }
  if (imported.asymmetricKeyType !== 'rsa') throw new UnusableKeyError('The key is not an RSA public key.');
  checkModulusLength(imported.asymmetricKeyDetails?.modulusLength ?? 0);
  return imported as unknown as VerifyKey;
}

/**
 * Bytes that are not needed after the call that wrote them. New ones for each token would cost the garbage collector 8 kB for every
 * six tokens, and the processor's caches as much.
 */
const scratch = Buffer.allocUnsafeSlow(8192);
/** The part of `scratch` that was used last: tokens of an instance are of nearly the same length. */
let lastPart = scratch;

function verifySignature(key: VerifyKey, algorithm: SignatureAlgorithm, data: string, signature: Uint8Array): boolean {
  const written = data.length > scratch.length ? 0 : scratch.write(data);
  // Only ASCII text has as many bytes as letters; any other text is hashed as UTF-8.
  const isInScratch = written === data.length;
  if (isInScratch && lastPart.length !== written) lastPart = scratch.subarray(0, written);
  const bytes = isInScratch ? lastPart : Buffer.from(data);
  // `VerifyKey` is what importKey above made: a KeyObject.
  return verify(digests[algorithm], bytes, key as unknown as KeyObject, signature);
}

/**
 * Buffer takes both alphabets, skips what is in neither and cuts letters beyond Latin-1 to their last byte. The two foreign letters
 * and those beyond ASCII, which are the ones with several bytes, are refused here; what was skipped shows in the length later.
 */
function bodyOf(text: string): string | undefined {
  const body = base64UrlBody(text);
  const isForeign =
    body === undefined || body.includes('+') || body.includes('/') || Buffer.byteLength(body) !== body.length;
  return isForeign ? undefined : body;
}

function decodeBase64Url(text: string): Buffer | undefined {
  const body = bodyOf(text);
  if (body === undefined) return undefined;
  const bytes = Buffer.from(body, 'base64url');
  return bytes.length === Math.floor((body.length * 3) / 4) ? bytes : undefined;
}

function decodeBase64UrlText(text: string): string | undefined {
  const body = bodyOf(text);
  if (body === undefined) return undefined;
  const length = Math.floor((body.length * 3) / 4);
  const bytes = length > scratch.length ? Buffer.allocUnsafe(length) : scratch;
  if (bytes.write(body, 'base64url') !== length) return undefined;
  const decoded = bytes.toString('utf8', 0, length);
  return decoded.charCodeAt(0) === 0xfeff ? decoded.slice(1) : decoded;
}

/** Deno knows the hashes under OpenSSL's names only. */
const hashNames = { 'SHA-1': 'sha1', 'SHA-256': 'sha256' } as const;

function hashBase64Url(algorithm: 'SHA-1' | 'SHA-256', text: string): string {
  return createHash(hashNames[algorithm]).update(text).digest('base64url');
}

function hmac(algorithm: 'SHA-1' | 'SHA-256', key: Uint8Array, data: string): Uint8Array {
  return createHmac(hashNames[algorithm], key).update(data).digest();
}

/** Lengths of the initialization vector and of the tag, in bytes. */
const aes = { name: 'aes-256-gcm', iv: 12, tag: 16 } as const;

function encrypt(key: Uint8Array, text: string): Uint8Array {
  const iv = randomBytes(aes.iv);
  const cipher = createCipheriv(aes.name, key, iv);
  return Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Uint8Array, bytes: Uint8Array): string | undefined {
  if (bytes.length < aes.iv + aes.tag) return undefined;
  const decipher = createDecipheriv(aes.name, key, bytes.subarray(0, aes.iv));
  decipher.setAuthTag(bytes.subarray(-aes.tag));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(aes.iv, -aes.tag)), decipher.final()]).toString();
  } catch {
    // The tag is another one.
    return undefined;
  }
}

/** The crypto provider of Node.js, Bun and Deno: synchronous, on `node:crypto`. */
export const provider: CryptoProvider = {
  importKey,
  verifySignature,
  hashBase64Url,
  hmac,
  encrypt,
  decrypt,
  decodeBase64Url,
  decodeBase64UrlText,
};
