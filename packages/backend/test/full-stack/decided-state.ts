import { exportSPKI, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { createClerkClient } from '../../src/clerk-client.js';
import { requestHead, type RequestHead } from '../../src/request/request-head.js';
import type { SignedInState, SignedOutState } from '../../src/request/request-state.js';

const { publicKey, privateKey } = await generateKeyPair('RS256');

/** Options with which the tokens of {@link sign} are verified without a network call. */
export const options = {
  secretKey: 'sk_test_decided',
  publishableKey: `pk_test_${btoa('clerk.example.com$')}`,
  jwtKey: await exportSPKI(publicKey),
};

/** Signs a session token; what is given replaces the usual claims. */
export const sign = (claims: JWTPayload = {}) =>
  new SignJWT({ iss: 'https://clerk.example.com', sub: 'user_1', sid: 'sess_1', v: 2, sts: 'active', ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'ins_1', typ: 'JWT' })
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(privateKey);

/** A request with its state, decided for every kind of token. */
export async function decide(
  given: { readonly token?: string; readonly url?: string; readonly headers?: Record<string, string> } = {},
  own: Parameters<typeof createClerkClient>[0] = {},
): Promise<{ readonly state: SignedInState | SignedOutState; readonly head: RequestHead }> {
  const { token, url = 'https://app.example.com/page?x=1', headers } = given;
  const authorization = token === undefined ? undefined : { authorization: `Bearer ${token}` };
  const request = new Request(url, { headers: { ...authorization, ...headers } });
  const state = await createClerkClient({ ...options, ...own }).authenticateRequest(request, { acceptsToken: 'any' });
  if (state.status === 'handshake') throw new Error('The browser is sent to the handshake.');
  return { state, head: requestHead(request) };
}
