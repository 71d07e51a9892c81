import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, decodeProtectedHeader, EmbeddedJWK, jwtVerify, type JWTPayload } from 'jose';
import { OAuthError } from './oauth-error.js';

/** Algorithms of proofs that the provider takes. */
export const dpopAlgorithms: readonly string[] = ['ES256', 'EdDSA', 'PS256', 'RS256'];

const maxAgeSeconds = 60;
const skewSeconds = 5;
const maxLength = 8192;
const thumbprint = /^[\w-]{43}$/;

/** Whether a text is the SHA-256 thumbprint of a key. @see RFC 7638 */
export const isThumbprint = (value: unknown): value is string => typeof value === 'string' && thumbprint.test(value);

/** A request that a proof is for. */
export interface ProvenRequest {
  readonly method: string;
  /** Its address; several if the emulator has several names. */
  readonly urls: readonly string[];
  /** The header `DPoP`. */
  readonly proof: string | null;
  /** The access token that comes with it. Default: none. */
  readonly accessToken?: string | undefined;
}

/** Proofs that were used, the oldest first. */
const used = new Set<string>();
const maxUsed = 10_000;

/**
 * Checks the proof that a client has a key (RFC 9449 section 4.3).
 * @returns the thumbprint of the key; undefined if the request has no proof
 * @throws {OAuthError} `invalid_dpop_proof`
 */
export async function readDpopProof(request: ProvenRequest): Promise<string | undefined> {
  if (request.proof === null) return undefined;
  if (request.proof.length > maxLength) throw invalid('is too long');
  const { payload, jwk } = await verify(request.proof);
  const fault = findFault(payload, request);
  if (fault !== undefined) throw invalid(fault);
  const jkt = await calculateJwkThumbprint(jwk);
  useUp(`${jkt} ${String(payload.jti)}`);
  return jkt;
}

function useUp(key: string): void {
  if (used.has(key)) throw invalid('was used before');
  used.add(key);
  const [oldest] = used;
  if (used.size > maxUsed && oldest !== undefined) used.delete(oldest);
}

async function verify(proof: string) {
  try {
    const { jwk } = decodeProtectedHeader(proof);
    if (jwk === undefined || ['d', 'k', 'p', 'q', 'dp', 'dq', 'qi', 'oth'].some((name) => name in jwk))
      throw new TypeError('The header needs a public key.');
    const { payload } = await jwtVerify(proof, EmbeddedJWK, { typ: 'dpop+jwt', algorithms: [...dpopAlgorithms] });
    return { payload, jwk };
  } catch {
    throw invalid('is not a JWT of the type dpop+jwt, signed with the public key of its header');
  }
}

const withoutQuery = (text: unknown) => {
  if (typeof text !== 'string' || !URL.canParse(text)) return undefined;
  const { origin, pathname } = new URL(text);
  return origin + pathname;
};

/** What is wrong with the claims; undefined: nothing. */
function findFault(claims: JWTPayload, { method, urls, accessToken }: ProvenRequest): string | undefined {
  const { jti, htm, htu, iat, ath } = claims as Readonly<Record<string, unknown>>;
  const nowSeconds = Date.now() / 1000;
  if (typeof jti !== 'string' || jti === '' || jti.length > 256) return 'needs a jti of 1 to 256 characters';
  if (htm !== method) return `is for another method than ${method} (htm)`;
  const address = withoutQuery(htu);
  if (address === undefined || !urls.some((url) => withoutQuery(url) === address))
    return 'is for another address (htu)';
  if (typeof iat !== 'number' || iat > nowSeconds + skewSeconds || iat < nowSeconds - maxAgeSeconds - skewSeconds)
    return `must have been made within the last ${maxAgeSeconds} seconds (iat)`;
  if (accessToken !== undefined && ath !== createHash('sha256').update(accessToken).digest('base64url'))
    return 'is for another access token (ath)';
  return undefined;
}

const invalid = (what: string) => new OAuthError('invalid_dpop_proof', `The DPoP proof ${what}.`);
