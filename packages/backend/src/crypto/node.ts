import { createHash, createHmac, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { isWhole, withoutPadding } from './base64url.js';
import type { CryptoProvider, JsonWebKeyLike, SignatureAlgorithm, VerifyKey } from './contract.js';

const digests: Readonly<Record<SignatureAlgorithm, string>> = {
  RS256: 'RSA-SHA256',
  RS384: 'RSA-SHA384',
  RS512: 'RSA-SHA512',
};

function importPublicKey(key: JsonWebKeyLike | Uint8Array): KeyObject {
  if (key instanceof Uint8Array) return createPublicKey({ key: Buffer.from(key), format: 'der', type: 'spki' });
  const { kty, n, e } = key;
  if (kty !== 'RSA' || !n || !e) throw new TypeError('The key is not an RSA public key.');
  // Only the public members: a private JWK must not become a private key here.
  return createPublicKey({ key: { kty, n, e }, format: 'jwk' });
}

function importKey(key: JsonWebKeyLike | Uint8Array): VerifyKey {
  const imported = importPublicKey(key);
  if (imported.asymmetricKeyType !== 'rsa') throw new TypeError('The key is not an RSA public key.');
  if ((imported.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) {
    throw new TypeError('The RSA key is shorter than 2048 bits (RFC 7518 section 3.3).');
  }
  return imported as unknown as VerifyKey;
}

/**
 * Bytes that nobody needs after the call that wrote them. New ones for each token would cost the garbage collector 8 kB for every
 * six tokens, and the processor's caches as much.
 */
const scratch = Buffer.allocUnsafeSlow(8192);
/** The part of `scratch` that was asked for last: tokens of an instance are of nearly the same length. */
let lastPart = scratch;

function scratchPart(length: number): Buffer {
  if (lastPart.length !== length) lastPart = scratch.subarray(0, length);
  return lastPart;
}

function verifySignature(key: VerifyKey, algorithm: SignatureAlgorithm, data: string, signature: Uint8Array): boolean {
  const bytes = data.length > scratch.length ? Buffer.from(data, 'latin1') : scratchPart(scratch.write(data, 'latin1'));
  // `VerifyKey` is what importKey above made: a KeyObject.
  return verify(digests[algorithm], bytes, key as unknown as KeyObject, signature);
}

/** Buffer skips what is not base64url and takes both alphabets: the two foreign letters are looked for here, the length later. */
function bodyOf(text: string): string | undefined {
  const body = withoutPadding(text);
  return body.includes('+') || body.includes('/') || !isWhole(body) ? undefined : body;
}

const lengthOf = (body: string): number => Math.floor((body.length * 3) / 4);

function decodeBase64Url(text: string): Buffer | undefined {
  const body = bodyOf(text);
  if (body === undefined) return undefined;
  const bytes = Buffer.from(body, 'base64url');
  return bytes.length === lengthOf(body) ? bytes : undefined;
}

function decodeBase64UrlText(text: string): string | undefined {
  const body = bodyOf(text);
  if (body === undefined) return undefined;
  const length = lengthOf(body);
  const bytes = length > scratch.length ? Buffer.allocUnsafe(length) : scratch;
  if (bytes.write(body, 'base64url') !== length) return undefined;
  const decoded = bytes.toString('utf8', 0, length);
  return decoded.charCodeAt(0) === 0xfeff ? decoded.slice(1) : decoded;
}

function hashBase64Url(algorithm: 'SHA-1' | 'SHA-256', text: string): string {
  // Deno knows the hashes under OpenSSL's names only.
  const name = algorithm === 'SHA-1' ? 'sha1' : 'sha256';
  return createHash(name).update(text).digest('base64url');
}

function hmacSha256(key: Uint8Array, data: string): Uint8Array {
  return createHmac('sha256', key).update(data).digest();
}

/** The crypto provider of Node.js, Bun and Deno: synchronous, on `node:crypto`. */
export const provider: CryptoProvider = {
  importKey,
  verifySignature,
  hashBase64Url,
  hmacSha256,
  decodeBase64Url,
  decodeBase64UrlText,
};
