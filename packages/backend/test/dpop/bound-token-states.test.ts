import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createGuard, requestHead, type ProtectOptions } from '../../src/adapter.js';
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
      expect([...state.headers]).toEqual([]);
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

  it('is refused for its proof before anything is known of the token', async () => {
    for (const token of [await sign({ cnf: undefined }), await sign({ exp: 1 }), 'oat_1'])
      expect(await stateOf(token, { headers: { dpop: '' } })).toMatchObject({
        ...{ status: 'signed-out', reason: 'dpop-proof-invalid', message: 'The DPoP proof is missing.' },
      });
  });
});

describe('the challenge of a route that takes both schemes', () => {
  const metadata = 'resource_metadata="https://api.example.com/.well-known/oauth-protected-resource/mcp"';
  const algs = 'algs="ES256 EdDSA PS256 RS256"';
  const ofProof = `DPoP error="invalid_dpop_proof", ${algs}, ${metadata}`;
  const ofBearer = `Bearer error="invalid_token", ${metadata}, DPoP ${algs}`;

  async function challengeOf(
    headers: Record<string, string>,
    rule: ProtectOptions = { token: 'oauth_token', resource: url },
    by = clerkWith(),
  ) {
    const request = new Request(url, { method: 'POST', headers });
    const state = await by.authenticateRequest(request, { acceptsToken: 'any' });
    if (state.status === 'handshake') throw new Error('A client is not sent to the handshake.');
    const verdict = createGuard(rule)(state, requestHead(request));
    if (verdict.kind !== 'refuse') throw new Error(verdict.kind);
    return verdict.response.headers.find(([name]) => name === 'www-authenticate')?.[1];
  }

  it.each([
    ['DPoP a', ofProof],
    [' \tDPoP\ta', ofProof],
    ['Bearer a', ofBearer],
    ['Bearer dpop a', ofBearer],
    ['xDPoP a', `Bearer ${metadata}, DPoP ${algs}`],
  ])('answers %j', async (authorization, challenge) => {
    expect(await challengeOf({ authorization })).toBe(challenge);
  });

  it('asks for a nonce', async () => {
    const headers = await client.headers({ url, token: await sign() });
    const by = clerkWith({ nonceSecret });
    expect(await challengeOf(headers, undefined, by)).toBe(`DPoP error="use_dpop_nonce", ${algs}, ${metadata}`);
  });

  it('says of a good proof with a token for another server that it is the token', async () => {
    const headers = await client.headers({ url, token: await sign({ aud: 'https://other.example' }) });
    expect(await challengeOf(headers)).toBe(`DPoP error="invalid_token", ${algs}, ${metadata}`);
  });

  it('names the scheme of the request where a route is for people', async () => {
    expect(await challengeOf({ authorization: 'DPoP a' }, {})).toBe(`DPoP error="invalid_dpop_proof", ${algs}`);
    expect(await challengeOf({ authorization: 'Bearer a' }, {})).toBe('Bearer');
    expect(await challengeOf({}, {})).toBe('Bearer');
  });
});
