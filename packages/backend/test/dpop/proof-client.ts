import { createHash, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, CompactSign, exportJWK, generateKeyPair, type JWK } from 'jose';

/** What a proof is for. */
export interface Target {
  readonly method?: string;
  readonly url: string;
  readonly token: string;
}

/** A client with a key of its own. */
export interface ProofClient {
  readonly jwk: JWK;
  readonly jkt: string;
  readonly privateKey: CryptoKey;
  /** A proof; members that are undefined are left out. */
  readonly prove: (target: Target, claims?: object, header?: object, key?: CryptoKey) => Promise<string>;
  /** The headers of a request. */
  readonly headers: (target: Target, claims?: object, header?: object) => Promise<Record<string, string>>;
}

export const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');
const bytesOf = (value: object) => new TextEncoder().encode(JSON.stringify(value));

/** Makes a key, and proofs with it. */
export async function createProofClient(alg = 'ES256'): Promise<ProofClient> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(publicKey);
  const prove: ProofClient['prove'] = ({ method = 'POST', url, token }, claims, header, key = privateKey) => {
    const iat = Math.floor(Date.now() / 1000);
    const payload = { jti: randomUUID(), htm: method, htu: url, iat, ath: hashOf(token), ...claims };
    return new CompactSign(bytesOf(payload)).setProtectedHeader({ typ: 'dpop+jwt', alg, jwk, ...header }).sign(key);
  };
  return {
    jwk,
    privateKey,
    jkt: await calculateJwkThumbprint(jwk),
    prove,
    headers: async (target, claims, header) => ({
      authorization: `DPoP ${target.token}`,
      dpop: await prove(target, claims, header),
    }),
  };
}
