import { parseJson } from '@acme/backend/adapter';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { compactVerify, errors, SignJWT, type JWTPayload } from 'jose';
import { isJsonObject } from '../store/json-object.js';
import { demoKey } from './demo-key.js';

/** Header `cat` of a session token. */
export const sessionTokenCategory = 'cl_B7d4PD111AAA';

/** Header `cat` of an M2M token in JWT form. */
export const m2mTokenCategory = 'cl_B7d4PD333AAA';

/** Header `cat` of a token made by a JWT template. */
export const jwtTemplateCategory = 'cl_B7d4PD222AAA';

/** The public half of the signing key, as JWKS endpoints publish it. */
export interface PublicJwk {
  readonly use: 'sig';
  readonly kty: 'RSA';
  readonly kid: string;
  readonly alg: 'RS256';
  readonly n: string;
  readonly e: string;
}

/** Signs and checks the tokens of one instance. */
export interface Signer {
  readonly jwk: PublicJwk;
  /** SPKI PEM: the value of `CLERK_JWT_KEY`. */
  readonly publicKeyPem: string;
  sign(claims: JWTPayload, header?: Readonly<Record<string, unknown>>): Promise<string>;
  /** The claims of a token this instance signed, expired or not; undefined for anything else. */
  open(token: string): Promise<JWTPayload | undefined>;
}

/** Creates the signer of the demo key. */
export function createSigner(): Signer {
  const privateKey = createPrivateKey(demoKey.privateKey);
  const publicKey = createPublicKey(privateKey);
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  return {
    jwk: { use: 'sig', kty: 'RSA', kid: demoKey.id, alg: 'RS256', n, e },
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString().trim(),
    sign: (claims, header = {}) =>
      new SignJWT(claims).setProtectedHeader({ kid: demoKey.id, typ: 'JWT', ...header, alg: 'RS256' }).sign(privateKey),
    async open(token) {
      // Decoders skip white space; without this check a token would have several spellings.
      if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return undefined;
      try {
        const { payload } = await compactVerify(token, publicKey, { algorithms: ['RS256'] });
        const claims = parseJson(new TextDecoder().decode(payload));
        return isJsonObject(claims) ? claims : undefined;
      } catch (error) {
        if (error instanceof errors.JOSEError || error instanceof SyntaxError || error instanceof TypeError)
          return undefined;
        throw error;
      }
    },
  };
}
