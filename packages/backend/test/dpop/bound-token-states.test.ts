import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { dpopProofs, type DpopOptions } from '../../src/dpop.js';
import { createClerkClient, type AuthenticateRequestOptions } from '../../src/index.js';
import { createProofClient } from './proof-client.js';

// What the state of a request says, beside the answer of a guard.

const url = 'https://api.example.com/mcp';
const instance = await generateKeyPair('RS256');
const jwtKey = await exportSPKI(instance.publicKey);
const client = await createProofClient();
const nonceSecret = 'a secret that all processes have in common';

const sign = (claims: object = {}, typ = 'at+jwt') => {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({
    ...{ iss: 'https://clerk.example.com', sub: 'user_1', client_id: 'client_1', jti: 'oat_1', scope: 'profile' },
    ...{ iat: now - 10, nbf: now - 10, exp: now + 300, cnf: { jkt: client.jkt } },
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'ins_1', typ })
    .sign(instance.privateKey);
};

function clerkWith(options: DpopOptions = {}) {
  const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
  return createClerkClient({ secretKey: 'sk_live_states', publishableKey, jwtKey, dpop: dpopProofs(options) });
}

type Asked = NonNullable<AuthenticateRequestOptions['acceptsToken']>;

interface Sent {
  readonly by?: ReturnType<typeof clerkWith>;
  readonly acceptsToken?: Asked;
  /** Of the proof. */
  readonly claims?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

async function stateOf(
  token: string,
  { by = clerkWith(), acceptsToken = 'any', claims = {}, headers = {} }: Sent = {},
) {
  const proven = await client.headers({ url, token }, claims);
  const request = new Request(url, { method: 'POST', headers: { ...proven, ...headers } });
  return by.authenticateRequest(request, { acceptsToken });
}

describe('a request with a token that is bound to a key', () => {
  it('is signed in with the kinds of token that include it', async () => {
    const token = await sign();
    for (const acceptsToken of ['any', 'oauth_token', ['api_key', 'oauth_token']] satisfies Asked[]) {
      const state = await stateOf(token, { acceptsToken });
      expect(state).toMatchObject({ status: 'signed-in', tokenType: 'oauth_token' });
      expect(state.toAuth()).toMatchObject({ userId: 'user_1', jkt: client.jkt });
      expect(state.headers.has('dpop-nonce')).toBe(false);
    }
  });

  it('is signed out with all others, and says which was asked for', async () => {
    const token = await sign();
    expect(await stateOf(token, { acceptsToken: 'api_key' })).toMatchObject({
      ...{ status: 'signed-out', reason: 'token-type-mismatch', tokenType: 'api_key' },
    });
    expect(await stateOf(token, { acceptsToken: ['api_key', 'session_token'] })).toMatchObject({
      ...{ isAuthenticated: false, reason: 'token-type-mismatch', tokenType: null },
    });
  });

  it('is signed out with a token of another kind behind the scheme', async () => {
    const by = clerkWith({ nonceSecret });
    const first = await stateOf(await sign(), { by });
    expect(first).toMatchObject({ status: 'signed-out', reason: 'dpop-nonce-required', tokenType: 'oauth_token' });
    expect(first.message).toBe('The DPoP proof must have the nonce that comes with this answer.');
    const nonce = first.headers.get('dpop-nonce');
    expect(nonce).toMatch(/^[\da-z]+\.[\w-]{22}$/);
    for (const token of [await sign({}, 'JWT'), 'ak_1']) {
      const state = await stateOf(token, { by });
      expect(state).toMatchObject({ reason: 'token-type-mismatch', tokenType: 'oauth_token' });
      expect(state.headers.get('dpop-nonce')).toBe(nonce);
    }
    const good = await stateOf(await sign(), { by, claims: { nonce } });
    expect(good.status).toBe('signed-in');
    expect(good.headers.has('dpop-nonce')).toBe(false);
  });

  it('says what is wrong with the proof', async () => {
    const token = await sign();
    const by = clerkWith();
    const messages = async (claims: object, headers: Record<string, string> = {}) =>
      (await stateOf(token, { by, claims, headers })).message;
    expect(await messages({ ath: 'x' })).toBe('The DPoP proof is for another access token (`ath`).');
    expect(await messages({ htm: 'GET' })).toBe('The DPoP proof is for another method (`htm`).');
    expect(await messages({}, { dpop: '' })).toBe('The DPoP proof is missing.');
    expect(await messages({ jti: 'a' })).toBeNull();
    const again = await stateOf(token, { by, claims: { jti: 'a' } });
    expect(again).toMatchObject({ reason: 'dpop-proof-replayed', message: 'The DPoP proof was used before.' });
    expect(again.unavailability).toBeUndefined();
  });

  it('is unavailable while there is no room to note its proof', async () => {
    const token = await sign();
    const by = clerkWith({ maxEntries: 1, maxAgeSeconds: 30 });
    expect((await stateOf(token, { by })).status).toBe('signed-in');
    const state = await stateOf(token, { by });
    const message = 'Too many DPoP proofs came in a short time.';
    expect(state).toMatchObject({ status: 'signed-out', reason: 'dpop-replay-memory-full', message });
    expect(state.unavailability).toMatchObject({ retryAfterSeconds: 30, cause: { message } });
  });
});
