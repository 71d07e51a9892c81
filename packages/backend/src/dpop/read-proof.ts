import { provider } from '#crypto';
import { parseJson } from '../parse-json.js';
import { readPublicKey, type PublicKey } from './public-key.js';

/** A proof that is a JWT of the right form. Nothing in it has been verified. */
export interface Proof {
  readonly key: PublicKey;
  readonly claims: Readonly<Record<string, unknown>>;
  /** What was signed, in ASCII. */
  readonly signed: string;
  readonly signature: Uint8Array;
}

/** An RSA key of 4096 bits and its signature take 1600 letters; the rest is for the address. */
const maxLength = 8192;
/** Three parts of base64url: nothing else is looked at, and one header of several has a comma. */
const form = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;

function readObject(part: string): Readonly<Record<string, unknown>> | undefined {
  const json = provider.decodeBase64UrlText(part);
  if (json === undefined) return undefined;
  try {
    const value = parseJson(json);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads the header `DPoP`.
 * @param algorithms - that are allowed
 * @returns what is wrong with it, in words after "The DPoP proof"
 * @see RFC 9449 section 4.3, checks 1 to 7
 */
export function readProof(text: string | null | undefined, algorithms: readonly string[]): Proof | string {
  if (!text) return 'is missing';
  if (text.length > maxLength) return `is longer than ${maxLength} characters`;
  const [, head = '', body = '', end = ''] = form.exec(text) ?? [];
  const header = readObject(head);
  const claims = readObject(body);
  const signature = provider.decodeBase64Url(end);
  if (!header || !claims || !signature) return 'must be one JWT';
  const { typ, alg, jwk } = header;
  if (typ !== 'dpop+jwt') return 'must have the type `dpop+jwt`';
  // An extension that must be understood is not.
  if (Object.hasOwn(header, 'crit')) return 'must have no `crit`';
  if (typeof alg !== 'string' || !algorithms.includes(alg)) return `must be signed with ${algorithms.join(', ')}`;
  const key = readPublicKey(alg, jwk);
  if (!key) return 'must have the public key of its algorithm in its header, and no private one (`jwk`)';
  return { key, claims, signed: `${head}.${body}`, signature };
}
