import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { startServer } from 'testing';

/** A request that the service got. */
export interface Received {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly userAgent: string | undefined;
}

/** A Backend API that records every request, which shows the effect of many options. */
export interface Service {
  readonly url: string;
  readonly received: Received[];
  /** The public key of the instance, as PEM. */
  readonly jwtKey: string;
  /** Signs a session token of the instance `clerk.example.com`; what is given replaces the usual claims. */
  readonly sign: (claims?: JWTPayload, header?: { readonly typ?: string }) => Promise<string>;
  readonly close: () => Promise<void>;
}

const verifiedToken = (object: string) => ({
  object,
  id: 'tok_1',
  subject: 'user_1',
  scopes: [],
  claims: null,
  revoked: false,
  expired: false,
  expiration: null,
  created_at: 1,
  updated_at: 1,
});

const user = { object: 'user', id: 'user_1', first_name: 'Ada', email_addresses: [] };

function answerTo(path: string, jwk: object): readonly [status: number, body: unknown] | undefined {
  if (path.endsWith('/jwks')) return [200, { keys: [jwk] }];
  if (path.endsWith('/api_keys/verify')) return [200, verifiedToken('api_key')];
  if (path.endsWith('/m2m_tokens/verify')) return [200, verifiedToken('machine_to_machine_token')];
  if (path.endsWith('/users/user_1')) return [200, user];
  if (path.endsWith('/clients/handshake_payload')) return [200, { directives: ['a=1; Path=/', 'b=2; Path=/'] }];
  if (path.endsWith('/users/user_503')) return [503, {}];
  if (path.endsWith('/users/user_silent')) return undefined;
  return [404, { errors: [{ code: 'resource_not_found', message: 'Not found' }] }];
}

/** Starts a service with keys of its own. */
export async function startService(): Promise<Service> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'ins_1', use: 'sig', alg: 'RS256' };
  const received: Received[] = [];
  const { url, close } = await startServer((request, response) => {
    const path = (request.url ?? '').replace(/\?.*/, '');
    const { authorization, 'user-agent': userAgent } = request.headers;
    received.push({ path, authorization, userAgent });
    const answer = answerTo(path, jwk);
    if (answer) response.writeHead(answer[0], { 'content-type': 'application/json' }).end(JSON.stringify(answer[1]));
  });
  return {
    url,
    received,
    jwtKey: await exportSPKI(publicKey),
    sign: (claims = {}, { typ = 'JWT' } = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const usual = { iss: 'https://clerk.example.com', sub: 'user_1', sid: 'sess_1', azp: 'https://app.example.com' };
      const times = { iat: now - 10, nbf: now - 10, exp: now + 300 };
      return new SignJWT({ ...usual, ...times, v: 2, sts: 'active', ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: 'ins_1', typ })
        .sign(privateKey);
    },
    close,
  };
}
