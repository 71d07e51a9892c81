import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { startServer } from 'testing';

/** A Backend API that shows by its answers what it was asked with. */
export interface TwoKeyService {
  readonly url: string;
  readonly pem: { readonly first: string; readonly second: string };
  /** Signs with the first key; what is given replaces the usual claims. */
  readonly sign: (claims?: JWTPayload, typ?: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** What is asked in another way gets the keys and the tokens of another instance. */
function isSecond(path: string, headers: Readonly<Record<string, string | string[] | undefined>>): boolean {
  const { authorization = '', 'user-agent': userAgent, 'x-fetch': fetchName } = headers;
  return (
    /^\/two\/|\/v9\//.test(path) || /_two$/.test(String(authorization)) || userAgent === 'two/1' || fetchName === 'two'
  );
}

const apiKey = { object: 'api_key', id: 'ak_1', name: 'key', scopes: [], claims: null, revoked: false, expired: false };

/** Starts a service with two keys under one id. */
export async function startTwoKeyService(): Promise<TwoKeyService> {
  const [first, second] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const [firstJwk, secondJwk] = await Promise.all([exportJWK(first.publicKey), exportJWK(second.publicKey)]);
  const { url, close } = await startServer((request, response) => {
    const path = request.url ?? '';
    const isOther = isSecond(path, request.headers);
    const body = path.endsWith('/jwks')
      ? { keys: [{ ...(isOther ? secondJwk : firstJwk), kid: 'ins_1', use: 'sig', alg: 'RS256' }] }
      : path.endsWith('/api_keys/verify')
        ? { ...apiKey, subject: isOther ? 'user_two' : 'user_one' }
        : { object: 'user', id: 'user_1', first_name: isOther ? 'Two' : 'One', email_addresses: [] };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  return {
    url,
    pem: { first: await exportSPKI(first.publicKey), second: await exportSPKI(second.publicKey) },
    sign: (claims = {}, typ = 'JWT') => {
      const now = Math.floor(Date.now() / 1000);
      const usual = { iss: 'https://clerk.one.example', sub: 'user_1', sid: 'sess_1', azp: 'https://one.example' };
      return new SignJWT({ ...usual, iat: now - 60, nbf: now - 60, exp: now + 3600, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: 'ins_1', typ })
        .sign(first.privateKey);
    },
    close,
  };
}
