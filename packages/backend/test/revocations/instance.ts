import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { bearer, startServer } from 'testing';
import { createClerkClient, type ClerkClient } from '../../src/clerk-client.js';
import type { ClerkOptions, TokenType } from '../../src/options.js';

/** A production instance whose service answers every call that revokes. */
export interface Instance {
  readonly options: ClerkOptions;
  /** Method and path of each call. */
  readonly calls: string[];
  /** The answer to `/api_keys/verify`. */
  apiKey: Record<string, unknown>;
  /** The answer to `/oauth_applications/access_tokens/verify`. */
  oauthToken: Record<string, unknown>;
  /** Ms by which the service's clock is ahead, in its header `Date`; null: it sends none. */
  aheadMs: number | null;
  /** Signs a session token; what is given replaces the usual claims. */
  readonly sign: (
    claims?: Readonly<Record<string, unknown>>,
    header?: Readonly<Record<string, unknown>>,
  ) => Promise<string>;
  readonly close: () => Promise<void>;
}

const found = { id: 'x_1', object: 'x', updated_at: 1, created_at: 1 };

/** Starts an instance. */
export async function startInstance(): Promise<Instance> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const calls: string[] = [];
  const { url, close } = await startServer((request, response) => {
    const path = (request.url ?? '').replace(/\?.*/, '');
    calls.push(`${request.method} ${path}`);
    request.resume();
    response.setHeader('content-type', 'application/json');
    response.statusCode = path.includes('missing') ? 404 : 200;
    response.sendDate = false;
    if (instance.aheadMs !== null) {
      response.setHeader('date', new Date(Date.now() + instance.aheadMs).toUTCString());
    }
    const verified = path.endsWith('/access_tokens/verify') ? instance.oauthToken : instance.apiKey;
    response.end(JSON.stringify(path.endsWith('/verify') ? verified : found));
  });
  const instance: Instance = {
    calls,
    apiKey: { object: 'api_key', id: 'ak_1', subject: 'user_1', name: 'key', scopes: [], claims: null },
    oauthToken: {},
    aheadMs: 0,
    options: {
      publishableKey: `pk_live_${btoa('clerk.example.com$')}`,
      secretKey: 'sk_live_revocations_instance',
      jwtKey: await exportSPKI(publicKey),
      apiUrl: url,
    },
    sign: (claims = {}, header = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const usual = { iss: 'https://clerk.example.com', sub: 'user_1', sid: 'sess_1', iat: now - 5, exp: now + 60 };
      return new SignJWT({ ...usual, ...claims })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...header })
        .sign(privateKey);
    },
    close,
  };
  return instance;
}

/** Reason of a request with a bearer token; null: signed in. */
export async function reasonOf(
  client: ClerkClient,
  token: string,
  acceptsToken: TokenType = 'session_token',
): Promise<string | null> {
  const state = await client.authenticateRequest(new Request('https://app.example.com/', { headers: bearer(token) }), {
    acceptsToken,
  });
  return state.isAuthenticated ? null : state.reason;
}

/** A client of an instance, with further options. */
export const clientOf = ({ options }: Instance, more: ClerkOptions): ClerkClient =>
  createClerkClient({ ...options, ...more });
