import { isForSignatures, type PublicJwk } from './trusted-key.js';

/** The keys of an answer, as far as it can be read. */
export interface ReadJwks {
  readonly keys: readonly PublicJwk[];
  /** Ids of keys without a required member: no signature can be verified with them. */
  readonly malformed: readonly string[];
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrAbsent = (value: unknown): value is string | undefined => value === undefined || isText(value);
const isBase64Url = (value: unknown): value is string => isText(value) && /^[\w-]+=*$/.test(value);

const areTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);

function member(value: object, name: string): unknown {
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

/** Only what is read of a key is kept: whatever else an answer holds must cost nothing later. */
function readKey(value: object): PublicJwk | undefined {
  const [kty, kid, alg, use, n, e] = ['kty', 'kid', 'alg', 'use', 'n', 'e'].map((name) => member(value, name));
  const operations = member(value, 'key_ops');
  if (!isText(kty) || ![kid, alg, use].every(isTextOrAbsent)) return undefined;
  if (operations !== undefined && !areTexts(operations)) return undefined;
  if (kty === 'RSA' && !(isBase64Url(n) && isBase64Url(e))) return undefined;
  return {
    kty,
    ...(isText(kid) && { kid }),
    ...(isText(alg) && { alg }),
    ...(isText(use) && { use }),
    ...(isText(n) && { n }),
    ...(isText(e) && { e }),
    ...(areTexts(operations) && { key_ops: operations }),
    // Stryker disable next-line StringLiteral: that there is a private part counts, not what it is.
    ...('d' in value && { d: '' }),
  };
}

const canVerify = (key: PublicJwk) => key.kty === 'RSA' && isForSignatures(key) && !('d' in key);

/**
 * Reads a key set. A key that is well formed is kept even if it cannot verify: a token that names it is refused for that.
 * @returns undefined if nothing in it is a key
 * @see RFC 7517 sections 4 and 5
 */
export function readJwks(body: unknown): ReadJwks | undefined {
  const values = typeof body === 'object' && body !== null ? member(body, 'keys') : undefined;
  if (!Array.isArray(values)) return undefined;
  const fit: PublicJwk[] = [];
  const unfit: PublicJwk[] = [];
  const malformed: string[] = [];
  for (const value of values as readonly unknown[]) {
    if (typeof value !== 'object' || value === null) continue;
    const key = readKey(value);
    const kid = member(value, 'kid');
    if (key) (canVerify(key) ? fit : unfit).push(key);
    else if (isText(kid)) malformed.push(kid);
  }
  // Of two keys with one id the later one counts, as far as it can verify.
  const keys = [...unfit, ...fit];
  return keys.length > 0 ? { keys, malformed } : undefined;
}
