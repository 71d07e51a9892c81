import { createClerkClient } from '@acme/backend';
import { calculateJwkThumbprint, decodeJwt, exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import * as openid from 'openid-client';
import { describe, expect } from 'vitest';
import type { Emulator } from '../../src/index.js';
import { emulatorTest } from '../../src/vitest.js';
import { allowAccess } from './consent.js';

const it = emulatorTest();

const callback = 'http://localhost:9999/callback';
const plainHttp = { execute: [openid.allowInsecureRequests] };

/** A client without a secret. */
async function clientOf(emulator: Emulator, options: { readonly public?: boolean } = { public: true }) {
  const { secretKey, publishableKey, url } = emulator;
  const backend = createClerkClient({ secretKey, publishableKey, apiUrl: url });
  const scopes = 'openid profile email offline_access';
  const { clientId, clientSecret } = await backend.oauthApplications.create({
    name: 'Notes',
    redirectUris: [callback],
    scopes,
    ...options,
  });
  const authentication = options.public ? openid.None() : undefined;
  const secret = options.public ? undefined : (clientSecret ?? '');
  const config = await openid.discovery(new URL(`${url}/accounts.dev`), clientId, secret, authentication, plainHttp);
  return { clientId, backend, config };
}

const keyOf = async (config: openid.Configuration) => {
  const pair = await openid.randomDPoPKeyPair('ES256');
  return {
    DPoP: openid.getDPoPHandle(config, pair),
    jkt: await calculateJwkThumbprint(await exportJWK(pair.publicKey)),
  };
};

/** Lets Ada allow the access, and gets the tokens with a key. @param jkt - that the code is bound to */
async function signIn(
  emulator: Emulator,
  config: openid.Configuration,
  jkt: string | undefined,
  DPoP: openid.DPoPHandle | undefined,
) {
  const verifier = openid.randomPKCECodeVerifier();
  const address = openid.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: 'openid profile email offline_access',
    prompt: 'consent',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(jkt !== undefined && { dpop_jkt: jkt }),
  });
  const returned = await allowAccess(emulator, address, 'Notes');
  const checks = { pkceCodeVerifier: verifier, idTokenExpected: true };
  return openid.authorizationCodeGrant(config, returned, checks, undefined, DPoP && { DPoP });
}

describe('tokens that are bound to a key', () => {
  it('are issued to a client of openid-client, and used with proofs alone', async ({ emulator }) => {
    const { backend, config } = await clientOf(emulator);
    expect(config.serverMetadata()['dpop_signing_alg_values_supported']).toContain('ES256');
    const { DPoP, jkt } = await keyOf(config);
    const tokens = await signIn(emulator, config, jkt, DPoP);
    expect(tokens.token_type).toBe('dpop');
    expect(await openid.tokenIntrospection(config, tokens.access_token)).toMatchObject({
      active: true,
      token_type: 'DPoP',
      cnf: { jkt },
    });
    const sub = emulator.users[0]?.id ?? '';
    expect(await openid.fetchUserInfo(config, tokens.access_token, sub, { DPoP })).toMatchObject({ sub });
    await expect(openid.fetchUserInfo(config, tokens.access_token, sub)).rejects.toThrow();
    await expect(backend.idPOAuthAccessToken.verify(tokens.access_token)).resolves.toMatchObject({ subject: sub });
    const other = await keyOf(config);
    await expect(openid.fetchUserInfo(config, tokens.access_token, sub, { DPoP: other.DPoP })).rejects.toThrow();
  });

  it('are JWTs with cnf where the settings say so', async ({ emulator }) => {
    await emulator.settings.update({ oauth_applications: { oauth_jwt_access_tokens: true } });
    const { config } = await clientOf(emulator);
    const { DPoP, jkt } = await keyOf(config);
    expect(decodeJwt((await signIn(emulator, config, undefined, DPoP)).access_token)).toMatchObject({ cnf: { jkt } });
    expect(decodeJwt((await signIn(emulator, config, undefined, undefined)).access_token)).not.toHaveProperty('cnf');
  });

  it('are refreshed by a client without a secret with the same key alone', async ({ emulator }) => {
    const { config } = await clientOf(emulator);
    const { DPoP } = await keyOf(config);
    const other = await keyOf(config);
    const { refresh_token: refresh = '' } = await signIn(emulator, config, undefined, DPoP);
    const refused = { error: 'invalid_grant' };
    await expect(openid.refreshTokenGrant(config, refresh)).rejects.toMatchObject(refused);
    await expect(openid.refreshTokenGrant(config, refresh, {}, { DPoP: other.DPoP })).rejects.toMatchObject(refused);
    expect((await openid.refreshTokenGrant(config, refresh, {}, { DPoP })).token_type).toBe('dpop');
  });

  it('are refreshed by a client with a secret with any key', async ({ emulator }) => {
    const { config } = await clientOf(emulator, {});
    const { DPoP } = await keyOf(config);
    const other = await keyOf(config);
    const { refresh_token: refresh = '' } = await signIn(emulator, config, undefined, DPoP);
    expect((await openid.refreshTokenGrant(config, refresh)).token_type).toBe('bearer');
    expect((await openid.refreshTokenGrant(config, refresh, {}, { DPoP: other.DPoP })).token_type).toBe('dpop');
  });

  it('need the key that the code was bound to', async ({ emulator }) => {
    const { config } = await clientOf(emulator);
    const { DPoP, jkt } = await keyOf(config);
    const other = await keyOf(config);
    const refused = { error: 'invalid_grant' };
    await expect(signIn(emulator, config, jkt, other.DPoP)).rejects.toMatchObject(refused);
    await expect(signIn(emulator, config, jkt, undefined)).rejects.toMatchObject(refused);
    await expect(signIn(emulator, config, 'no thumbprint', DPoP)).rejects.toMatchObject({
      actual: expect.stringContaining('error=invalid_request') as string,
    });
  });
});

const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
const jwk = await exportJWK(publicKey);

/** A proof for the token endpoint. */
const sign = (claims: JWTPayload, header: object = {}) =>
  new SignJWT({ jti: crypto.randomUUID(), htm: 'POST', iat: Math.floor(Date.now() / 1000), ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk, ...header })
    .sign(privateKey);

describe('a proof for the token endpoint', () => {
  it('is refused unless it is a fresh one for this request', async ({ emulator }) => {
    const { clientId } = await clientOf(emulator);
    const htu = `${emulator.url}/oauth/token`;
    const form = { grant_type: 'refresh_token', refresh_token: 'unknown', client_id: clientId };
    const ask = async (proof: string) => {
      const answer = await fetch(htu, { method: 'POST', body: new URLSearchParams(form), headers: { dpop: proof } });
      return ((await answer.json()) as { readonly error: string }).error;
    };
    const good = await sign({ htu });
    // The proof is good; the refresh token is none.
    expect(await ask(good)).toBe('invalid_grant');
    const hostile = [
      good,
      '',
      'x.y.z',
      `${good},${good}`,
      await sign({ htu: `${emulator.url}/oauth/token_info` }),
      await sign({ htu: 'https://other.example/oauth/token' }),
      await sign({ htu, htm: 'GET' }),
      await sign({ htu, iat: Math.floor(Date.now() / 1000) - 120 }),
      await sign({ htu, iat: Math.floor(Date.now() / 1000) + 120 }),
      await sign({ htu, jti: 'x'.repeat(300) }),
      await sign({ htu }, { typ: 'JWT' }),
      await sign({ htu }, { jwk: await exportJWK(privateKey) }),
      await sign({ htu }, { jwk: await exportJWK((await generateKeyPair('ES256')).publicKey) }),
      await sign({ htu, note: 'x'.repeat(9000) }),
    ];
    for (const [index, proof] of hostile.entries())
      expect([index, await ask(proof)]).toEqual([index, 'invalid_dpop_proof']);
  });
});

it('mints tokens that are bound to a key', async ({ emulator }) => {
  const userId = emulator.users[0]?.id ?? '';
  const jkt = 'A'.repeat(43);
  const { token } = await emulator.mintOAuthToken({ userId, jkt, format: 'jwt' });
  expect(decodeJwt(token)).toMatchObject({ cnf: { jkt } });
  await expect(emulator.mintOAuthToken({ userId, jkt: 'short' })).rejects.toMatchObject({ code: 'option_invalid' });
});
