import { provider } from '#crypto';
import { subtle } from '../crypto/web-globals.js';
import type { MaybePromise } from '../maybe-promise.js';

/** How the keys and signatures of an algorithm are. */
interface Kind {
  /** What the key must say. */
  readonly fixed: Readonly<Record<string, string>>;
  /** The other members, and the least and the greatest number of letters. */
  readonly members: Readonly<Record<string, readonly [least: number, most: number]>>;
  readonly importing: RsaHashedImportParams | EcKeyImportParams | { readonly name: 'Ed25519' };
  readonly verifying: AlgorithmIdentifier | RsaPssParams | EcdsaParams;
}

const rsa = (name: string): Pick<Kind, 'fixed' | 'members' | 'importing'> => ({
  // The exponent that all libraries make: a longer one would be work for the server.
  fixed: { kty: 'RSA', e: 'AQAB' },
  // 2048 to 4096 bits.
  members: { n: [342, 683] },
  importing: { name, hash: 'SHA-256' },
});
const ec = (namedCurve: string, hash: string, letters: number): Kind => ({
  fixed: { kty: 'EC', crv: namedCurve },
  members: { x: [letters, letters], y: [letters, letters] },
  importing: { name: 'ECDSA', namedCurve },
  verifying: { name: 'ECDSA', hash },
});
const edwards: Kind = {
  fixed: { kty: 'OKP', crv: 'Ed25519' },
  members: { x: [43, 43] },
  importing: { name: 'Ed25519' },
  verifying: { name: 'Ed25519' },
};

/** Every algorithm that can be allowed: asymmetric ones alone. */
const kinds: Readonly<Record<string, Kind>> = {
  ES256: ec('P-256', 'SHA-256', 43),
  ES384: ec('P-384', 'SHA-384', 64),
  EdDSA: edwards,
  Ed25519: edwards,
  PS256: { ...rsa('RSA-PSS'), verifying: { name: 'RSA-PSS', saltLength: 32 } },
  RS256: { ...rsa('RSASSA-PKCS1-v1_5'), verifying: { name: 'RSASSA-PKCS1-v1_5' } },
};

/** The names of these algorithms. */
export const knownAlgorithms: readonly string[] = Object.keys(kinds);

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
const base64Url = /^[\w-]+$/;

/** The public key of a proof. */
export interface PublicKey {
  readonly algorithm: string;
  /** The members that make the key, in the order in which the thumbprint has them. */
  readonly jwk: Readonly<Record<string, string>>;
}

/**
 * Reads the public key in the header of a proof.
 * @param algorithm - one of {@link knownAlgorithms}
 * @returns undefined unless it is a public key for this algorithm, and nothing but that
 */
export function readPublicKey(algorithm: string, given: unknown): PublicKey | undefined {
  const kind = Object.hasOwn(kinds, algorithm) ? kinds[algorithm] : undefined;
  if (!kind || typeof given !== 'object' || given === null || Array.isArray(given)) return undefined;
  const key = given as Readonly<Record<string, unknown>>;
  if (privateMembers.some((name) => Object.hasOwn(key, name))) return undefined;
  const { alg = algorithm, use = 'sig' } = key;
  if (alg !== algorithm || use !== 'sig') return undefined;
  const isRight =
    Object.entries(kind.fixed).every(([name, value]) => key[name] === value) &&
    Object.entries(kind.members).every(([name, [least, most]]) => isMember(key[name], least, most));
  if (!isRight) return undefined;
  const names = [...Object.keys(kind.fixed), ...Object.keys(kind.members)].toSorted();
  return { algorithm, jwk: Object.fromEntries(names.map((name) => [name, String(key[name])])) };
}

const isMember = (value: unknown, least: number, most: number): value is string =>
  typeof value === 'string' && value.length >= least && value.length <= most && base64Url.test(value);

/** The thumbprint of a key. @see RFC 7638 */
export function thumbprintOf({ jwk }: PublicKey): MaybePromise<string> {
  return provider.hashBase64Url('SHA-256', JSON.stringify(jwk));
}

/** Keys are used for many requests, and to import one takes as long as to verify a signature. */
const maxImported = 1000;
const imported = new Map<string, CryptoKey>();

async function importKey({ algorithm, jwk }: PublicKey, kind: Kind): Promise<CryptoKey> {
  const name = algorithm + JSON.stringify(jwk);
  const known = imported.get(name);
  if (known) return known;
  const key = await subtle().importKey('jwk', { ...jwk }, kind.importing, false, ['verify']);
  const [oldest] = imported.keys();
  if (imported.size >= maxImported && oldest !== undefined) imported.delete(oldest);
  imported.set(name, key);
  return key;
}

/** A modulus that begins with zeros is shorter than it looks. None is longer than its letters allow. */
function isLongEnough({ algorithm }: CryptoKey): boolean {
  const bits = 'modulusLength' in algorithm ? Number(algorithm.modulusLength) : 2048;
  return bits >= 2048;
}

/** Whether a text was signed with the private half. A key that the runtime cannot use has signed nothing. */
export async function isSignedWith(key: PublicKey, text: string, signature: Uint8Array): Promise<boolean> {
  const kind = kinds[key.algorithm];
  if (!kind) return false;
  try {
    const cryptoKey = await importKey(key, kind);
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    return (
      isLongEnough(cryptoKey) && (await subtle().verify(kind.verifying, cryptoKey, new Uint8Array(signature), bytes))
    );
  } catch {
    return false;
  }
}
