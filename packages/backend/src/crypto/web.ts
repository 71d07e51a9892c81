import { isWhole, withoutPadding } from './base64url.js';
import type { CryptoProvider, JsonWebKeyLike, SignatureAlgorithm, VerifyKey } from './contract.js';

const hashes: Readonly<Record<SignatureAlgorithm, string>> = { RS256: 'SHA-256', RS384: 'SHA-384', RS512: 'SHA-512' };

/** WebCrypto binds a key to one hash, so a key is imported once for each algorithm it is used with. */
interface WebVerifyKey {
  readonly source: JsonWebKeyLike | Uint8Array;
  readonly imported: Map<SignatureAlgorithm, Promise<CryptoKey>>;
}

function importFor(source: JsonWebKeyLike | Uint8Array, algorithm: SignatureAlgorithm): Promise<CryptoKey> {
  const parameters = { name: 'RSASSA-PKCS1-v1_5', hash: hashes[algorithm] };
  if (source instanceof Uint8Array) {
    return crypto.subtle.importKey('spki', source.slice().buffer, parameters, false, ['verify']);
  }
  const { n, e } = source;
  if (typeof n !== 'string' || typeof e !== 'string') {
    return Promise.reject(new TypeError('The key is not an RSA public key.'));
  }
  // Only the public members: a private JWK must not become a private key here.
  return crypto.subtle.importKey('jwk', { kty: 'RSA', n, e }, parameters, false, ['verify']);
}

async function importKey(source: JsonWebKeyLike | Uint8Array): Promise<VerifyKey> {
  const imported = importFor(source, 'RS256');
  const { algorithm } = await imported;
  if ('modulusLength' in algorithm && Number(algorithm.modulusLength) < 2048) {
    throw new TypeError('The RSA key is shorter than 2048 bits (RFC 7518 section 3.3).');
  }
  const key: WebVerifyKey = { source, imported: new Map([['RS256', imported]]) };
  return key as unknown as VerifyKey;
}

async function verifySignature(
  key: VerifyKey,
  algorithm: SignatureAlgorithm,
  data: string,
  signature: Uint8Array,
): Promise<boolean> {
  // `VerifyKey` is what importKey above made.
  const { source, imported } = key as unknown as WebVerifyKey;
  let cryptoKey = imported.get(algorithm);
  if (!cryptoKey) {
    cryptoKey = importFor(source, algorithm);
    imported.set(algorithm, cryptoKey);
  }
  return crypto.subtle.verify(
    'RSASSA-PKCS1-v1_5',
    await cryptoKey,
    signature.slice().buffer,
    new TextEncoder().encode(data),
  );
}

function decodeBase64Url(text: string): Uint8Array | undefined {
  const body = withoutPadding(text);
  if (!/^[\w-]*$/.test(body) || !isWhole(body)) return undefined;
  const binary = atob(body.replaceAll('-', '+').replaceAll('_', '/'));
  // A loop takes a twentieth of the time of Uint8Array.from(binary, …).
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

function decodeBase64UrlText(text: string): string | undefined {
  const bytes = decodeBase64Url(text);
  return bytes && new TextDecoder().decode(bytes);
}

function encodeBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

async function hashBase64Url(algorithm: 'SHA-1' | 'SHA-256', text: string): Promise<string> {
  return encodeBase64Url(new Uint8Array(await crypto.subtle.digest(algorithm, new TextEncoder().encode(text))));
}

async function hmacSha256(key: Uint8Array, data: string): Promise<Uint8Array> {
  const parameters = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', key.slice().buffer, parameters, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, new TextEncoder().encode(data)));
}

/** The crypto provider of every other runtime: WebCrypto, asynchronous. */
export const provider: CryptoProvider = {
  importKey,
  verifySignature,
  hashBase64Url,
  hmacSha256,
  decodeBase64Url,
  decodeBase64UrlText,
};
