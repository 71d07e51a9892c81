import { createHash, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';

/** What a proof is for. */
export interface ProofTarget {
  readonly method: string;
  readonly url: string;
  readonly token: string;
}

/** A client with a key of its own. */
export interface ProofClient {
  /** Thumbprint of the key. */
  readonly jkt: string;
  /** A proof; claims that are given replace the usual ones. */
  readonly prove: (target: ProofTarget, claims?: object) => Promise<string>;
}

/** Makes a client that proves it has its key (RFC 9449). */
export async function createProofClient(): Promise<ProofClient> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  return {
    jkt: await calculateJwkThumbprint(jwk),
    prove: ({ method, url, token }, claims) => {
      const ath = createHash('sha256').update(token).digest('base64url');
      return new SignJWT({ jti: randomUUID(), htm: method, htu: url, ath, ...claims })
        .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk })
        .setIssuedAt()
        .sign(privateKey);
    },
  };
}
