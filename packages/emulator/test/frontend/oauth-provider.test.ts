import type { RequestListener } from 'node:http';
import { createClerkClient } from '@acme/backend';
import { compactVerify, createRemoteJWKSet, jwtVerify } from 'jose';
import { startServer } from 'testing';
import { afterEach, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../src/index.js';
import { decide as decideOnPage, signedInCookie } from './consent.js';
import { authorize, pkce, resultOf, token, type Wanted } from './oauth-calls.js';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const part of open.splice(0)) await part.close();
});

const redirectUri = 'http://localhost:9999/callback';
const state = 'a-state-of-the-application';

async function start() {
  const emulator = await createEmulator({ deterministicIds: true });
  open.push(emulator);
  const client = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
  const application = await client.oauthApplications.create({
    name: 'Reader',
    redirectUris: [redirectUri],
    scopes: 'openid profile email public_metadata offline_access',
  });
  return { emulator, client, application, browser: await signedInCookie(emulator) };
}

/** Decides on the consent page for the application of these tests. */
const decide = (emulator: Emulator, browser: string, answer: Response, decision: 'allow' | 'deny') =>
  decideOnPage(emulator, browser, answer, { name: 'Reader', decision });

describe('an application that signs people in through the emulator', () => {
  it('gets a code with consent, tokens for it, and the facts of the person that the scopes allow', async () => {
    const { emulator, application, browser, client } = await start();
    const { verifier, challenge } = pkce();
    const wanted = {
      client_id: application.clientId,
      redirect_uri: redirectUri,
      scope: 'openid profile email',
      state,
      nonce: 'a-nonce',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    };
    const allowed = await decide(emulator, browser, await authorize(emulator, browser, wanted), 'allow');
    expect(allowed.headers.get('location')).toContain(redirectUri);
    const { code = '', ...rest } = resultOf(allowed);
    const discovery = (await (await fetch(`${emulator.url}/.well-known/openid-configuration`)).json()) as Wanted;
    expect(rest).toEqual({ state, iss: discovery['issuer'] });
    const basic = `Basic ${Buffer.from(`${application.clientId}:${application.clientSecret}`).toString('base64')}`;
    const fields = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier };
    const { status, body } = await token(emulator, fields, basic);
    expect([status, body['token_type'], body['scope']]).toEqual([200, 'Bearer', 'openid profile email']);

    const keys = createRemoteJWKSet(new URL(discovery['jwks_uri'] ?? ''));
    const { payload } = await jwtVerify(body['id_token'] ?? '', keys, {
      issuer: discovery['issuer'] ?? '',
      audience: application.clientId,
    });
    expect(payload).toMatchObject({
      sub: emulator.users[0]?.id,
      nonce: 'a-nonce',
      email: 'ada@example.com',
      given_name: 'Ada',
    });

    const info = await fetch(discovery['userinfo_endpoint'] ?? '', {
      headers: { authorization: `Bearer ${body['access_token']}` },
    });
    const facts = (await info.json()) as object;
    expect(facts).toMatchObject({ sub: emulator.users[0]?.id, email: 'ada@example.com', email_verified: true });
    expect(facts).not.toHaveProperty('public_metadata');
    // The Backend API knows the token, as servers do that accept it.
    expect(await client.idPOAuthAccessToken.verify(body['access_token'] ?? '')).toMatchObject({
      subject: emulator.users[0]?.id,
      clientId: application.clientId,
      scopes: ['openid', 'profile', 'email'],
    });

    // The consent is remembered, and is required again when more is wanted or when the application says so.
    expect(resultOf(await authorize(emulator, browser, wanted))).toHaveProperty('code');
    const resource = 'https://api.example.com/mcp';
    for (const change of [{ scope: 'openid public_metadata' }, { prompt: 'consent' }, { resource }])
      expect((await authorize(emulator, browser, { ...wanted, ...change })).headers.get('location')).toContain(
        '/oauth-consent',
      );
  });

  it('gets tokens for the server that the person agreed to, and for no other', async () => {
    const { emulator, application, browser, client } = await start();
    const resource = 'https://api.example.com/mcp';
    const wanted = { client_id: application.clientId, state, resource };
    const asked = await authorize(emulator, browser, wanted);
    const page = await fetch(asked.headers.get('location') ?? '', { headers: { cookie: browser } });
    expect(await page.text()).toContain(`It will use this at ${resource}.`);
    const { code = '' } = resultOf(await decide(emulator, browser, asked, 'allow'));
    const secret = { client_id: application.clientId, client_secret: application.clientSecret ?? '' };
    const fields = { grant_type: 'authorization_code', code, ...secret };
    const other = 'https://other.example.com';
    expect((await token(emulator, { ...fields, resource: other })).body['error']).toBe('invalid_target');
    // The code is used up: whoever asks for another server with it may have stolen it.
    const again = resultOf(await authorize(emulator, browser, wanted));
    const { body } = await token(emulator, { ...fields, code: again['code'] ?? '', resource });
    const verified = await client.idPOAuthAccessToken.verify(body['access_token'] ?? '');
    expect(verified.aud).toEqual([resource]);
    const refresh = { grant_type: 'refresh_token', refresh_token: body['refresh_token'] ?? '', ...secret };
    expect((await token(emulator, { ...refresh, resource: other })).body['error']).toBe('invalid_target');
    const fresh = await token(emulator, { ...refresh, resource });
    expect((await client.idPOAuthAccessToken.verify(fresh.body['access_token'] ?? '')).aud).toEqual([resource]);
    // Another server is another question.
    const elsewhere = await authorize(emulator, browser, { ...wanted, resource: other });
    expect(elsewhere.headers.get('location')).toContain('/oauth-consent');
  });

  it('gets new tokens for a refresh token, until one of both is revoked', async () => {
    const { emulator, application, browser } = await start();
    const wanted = { client_id: application.clientId, state };
    const { code = '' } = resultOf(
      await decide(emulator, browser, await authorize(emulator, browser, wanted), 'allow'),
    );
    const secret = { client_id: application.clientId, client_secret: application.clientSecret ?? '' };
    const first = await token(emulator, { grant_type: 'authorization_code', code, ...secret });
    const refresh = { grant_type: 'refresh_token', refresh_token: first.body['refresh_token'] ?? '', ...secret };
    const second = await token(emulator, refresh);
    expect(second.status).toBe(200);
    expect(second.body['access_token']).not.toBe(first.body['access_token']);
    expect((await token(emulator, { ...refresh, scope: 'private_metadata' })).body['error']).toBe('invalid_scope');
    const info = (text: string | undefined) =>
      fetch(`${emulator.url}/oauth/userinfo`, { headers: { authorization: `Bearer ${text}` } });
    expect((await info(first.body['refresh_token'])).status).toBe(401);
    expect((await info(second.body['access_token'])).status).toBe(200);
    const post = (path: string, fields: Wanted) =>
      fetch(`${emulator.url}${path}`, { method: 'POST', body: new URLSearchParams({ ...fields, ...secret }) });
    const about = async (): Promise<unknown> =>
      (await post('/oauth/token_info', { token: second.body['access_token'] ?? '' })).json();
    expect(await about()).toMatchObject({ active: true, sub: emulator.users[0]?.id });
    expect((await post('/oauth/token/revoke', { token: first.body['refresh_token'] ?? '' })).status).toBe(200);
    expect((await post('/oauth/token/revoke', { token: 'unknown' })).status).toBe(200);
    expect(await about()).toEqual({ active: false });
    expect((await info(second.body['access_token'])).status).toBe(401);
    expect((await token(emulator, refresh)).body['error']).toBe('invalid_grant');
  });

  it('is refused when the person denies, when nobody is signed in, and when its request is wrong', async () => {
    const { emulator, application, browser } = await start();
    const wanted = { client_id: application.clientId, redirect_uri: redirectUri, state };
    const denied = await decide(emulator, browser, await authorize(emulator, browser, wanted), 'deny');
    expect(resultOf(denied)).toMatchObject({ error: 'access_denied', state });
    const signIn = await authorize(emulator, '', wanted);
    expect(signIn.headers.get('location')).toContain(`${emulator.url}/sign-in?redirect_url=`);
    expect(resultOf(await authorize(emulator, '', { ...wanted, prompt: 'none' }))).toMatchObject({
      error: 'login_required',
    });
    expect(resultOf(await authorize(emulator, browser, { ...wanted, prompt: 'none' }))).toMatchObject({
      error: 'consent_required',
    });
    for (const [change, error] of [
      [{ response_type: 'token' }, 'unsupported_response_type'],
      [{ scope: 'private_metadata' }, 'invalid_scope'],
      [{ scope: 'nothing' }, 'invalid_scope'],
      [{ state: 'short' }, 'invalid_request'],
      [{ code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' }, 'invalid_request'],
      [{ code_challenge: 'short', code_challenge_method: 'S256' }, 'invalid_request'],
      [{ resource: 'not an address' }, 'invalid_target'],
      [{ response_mode: 'fragment' }, 'invalid_request'],
    ] as const) {
      expect(resultOf(await authorize(emulator, browser, { ...wanted, ...change }))).toMatchObject({ error });
    }
    // Nothing is sent to an address that is not registered.
    for (const change of [
      { client_id: 'unknown' },
      { redirect_uri: 'http://localhost:9999/other' },
      { redirect_uri: 'https://evil.example/callback' },
      { redirect_uri: 'javascript:alert(1)' },
    ]) {
      const answer = await authorize(emulator, browser, { ...wanted, ...change });
      expect([answer.status >= 400, answer.headers.get('location')]).toEqual([true, null]);
    }
    // A native application may listen on any port of this machine (RFC 8252).
    const port = await authorize(emulator, browser, {
      ...wanted,
      redirect_uri: 'http://localhost:1234/callback',
      prompt: 'none',
    });
    expect(port.headers.get('location')).toContain('http://localhost:1234/callback?error=consent_required');
  });

  it('cannot use a code twice, late, with another verifier, or as another application', async () => {
    const { emulator, application, browser, client } = await start();
    const other = await client.oauthApplications.create({ name: 'Other', redirectUris: [redirectUri] });
    const { verifier, challenge } = pkce();
    const wanted = { client_id: application.clientId, code_challenge: challenge, code_challenge_method: 'S256' };
    let isAsked = false;
    const newCode = async () => {
      const answer = await authorize(emulator, browser, wanted);
      const granted = isAsked ? answer : await decide(emulator, browser, answer, 'allow');
      isAsked = true;
      return resultOf(granted)['code'] ?? '';
    };
    const secret = { client_id: application.clientId, client_secret: application.clientSecret ?? '' };
    const fields = { grant_type: 'authorization_code', code_verifier: verifier };
    const errorOf = async (given: Wanted) => (await token(emulator, given)).body['error'];

    const code = await newCode();
    expect(await errorOf({ ...fields, code, client_id: other.clientId, client_secret: other.clientSecret ?? '' })).toBe(
      'invalid_grant',
    );
    expect(await errorOf({ ...fields, code, ...secret, client_secret: 'wrong' })).toBe('invalid_client');
    expect(await errorOf({ ...fields, code, client_id: application.clientId })).toBe('invalid_client');
    expect(await errorOf({ ...fields, code, ...secret, code_verifier: 'x'.repeat(43) })).toBe('invalid_grant');
    expect(await errorOf({ grant_type: 'authorization_code', code, ...secret })).toBe('invalid_grant');
    expect(await errorOf({ grant_type: 'password', ...secret })).toBe('unsupported_grant_type');
    const answers = await Promise.all([1, 2, 3].map(() => token(emulator, { ...fields, code, ...secret })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    // The code came a second time, so that its tokens are revoked.
    const access = answers.find(({ status }) => status === 200)?.body['access_token'];
    await expect(client.idPOAuthAccessToken.verify(access ?? '')).resolves.toMatchObject({ revoked: true });

    const late = await newCode();
    emulator.clock.advance(10 * 60 * 1000);
    expect(await errorOf({ ...fields, code: late, ...secret })).toBe('invalid_grant');
  });

  it('gets JWT access tokens for the server it names, where the settings say so', async () => {
    const { emulator, application, browser, client } = await start();
    await client.instance.updateOAuthApplicationSettings({ oauthJwtAccessTokens: true });
    const wanted = { client_id: application.clientId, state, resource: 'https://mcp.example.com/' };
    const { code = '' } = resultOf(
      await decide(emulator, browser, await authorize(emulator, browser, wanted), 'allow'),
    );
    const secret = { client_id: application.clientId, client_secret: application.clientSecret ?? '' };
    const fields = { grant_type: 'authorization_code', code, ...secret };
    expect((await token(emulator, { ...fields, resource: 'https://other.example.com/' })).body['error']).toBe(
      'invalid_target',
    );
    const again = resultOf(await authorize(emulator, browser, wanted));
    const { body } = await token(emulator, { ...fields, code: again['code'] ?? '' });
    const keys = createRemoteJWKSet(new URL(`${emulator.url}/.well-known/jwks.json`));
    const { payload, protectedHeader } = await jwtVerify(body['access_token'] ?? '', keys);
    expect(protectedHeader.typ).toBe('at+jwt');
    expect(payload).toMatchObject({ aud: 'https://mcp.example.com/', client_id: application.clientId });
    await expect(compactVerify(body['access_token'] ?? '', keys)).resolves.toBeDefined();
  });
});

describe('a client that nobody has registered', () => {
  it('registers itself where the settings allow it', async () => {
    const { emulator, client, browser } = await start();
    const register = (body: object) =>
      fetch(`${emulator.url}/oauth/register`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await register({ redirect_uris: [redirectUri] })).status).toBe(422);
    await client.instance.updateOAuthApplicationSettings({ dynamicOauthClientRegistration: true });
    const path = '/.well-known/oauth-authorization-server';
    const metadata = await Promise.all(
      [path, `${path}/accounts.dev`].map(async (each): Promise<unknown> => (await fetch(emulator.url + each)).json()),
    );
    expect(metadata[0]).toMatchObject({ registration_endpoint: `${emulator.url}/oauth/register` });
    expect(metadata[1]).toEqual(metadata[0]);
    for (const [body, error] of [
      [{}, 'invalid_redirect_uri'],
      [{ redirect_uris: ['javascript:alert(1)'] }, 'invalid_redirect_uri'],
      [{ redirect_uris: [redirectUri], token_endpoint_auth_method: 'private_key_jwt' }, 'invalid_client_metadata'],
      [{ redirect_uris: [redirectUri], scope: 'everything' }, 'invalid_client_metadata'],
    ] as const) {
      const answer = await register(body);
      expect([answer.status, await answer.json()]).toMatchObject([400, { error }]);
    }
    const answer = await register({
      redirect_uris: [redirectUri],
      client_name: 'Reader',
      token_endpoint_auth_method: 'none',
    });
    const registered = (await answer.json()) as Wanted;
    expect(answer.status).toBe(201);
    expect(registered).not.toHaveProperty('client_secret');
    const { verifier, challenge } = pkce();
    const wanted = {
      client_id: registered['client_id'] ?? '',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    };
    const { code = '' } = resultOf(
      await decide(emulator, browser, await authorize(emulator, browser, wanted), 'allow'),
    );
    const fields = { grant_type: 'authorization_code', code, code_verifier: verifier };
    expect((await token(emulator, { ...fields, client_id: wanted.client_id })).status).toBe(200);
    expect(resultOf(await authorize(emulator, browser, { client_id: wanted.client_id, state }))).toMatchObject({
      error: 'invalid_request',
    });
  });

  it('is described by a document at its client id', async () => {
    const { emulator, browser } = await start();
    let document: unknown;
    const answer: RequestListener = (_, outgoing) => {
      outgoing.setHeader('content-type', 'application/json').end(JSON.stringify(document));
    };
    const { url } = await startServer(answer, { hostname: 'localhost' });
    const clientId = `${url}/client.json`;
    const { challenge } = pkce();
    const wanted = {
      client_id: clientId,
      redirect_uri: redirectUri,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    };
    for (const wrong of [
      undefined,
      [],
      { client_id: 'https://other.example.com', redirect_uris: [redirectUri] },
      { client_id: clientId, redirect_uris: 'no list' },
      { client_id: clientId, redirect_uris: [redirectUri], padding: 'x'.repeat(100_000) },
      { client_id: clientId, redirect_uris: [redirectUri], client_secret: 'x' },
      { client_id: clientId, redirect_uris: [redirectUri], token_endpoint_auth_method: 'client_secret_post' },
      { client_id: clientId, redirect_uris: Array.from({ length: 33 }, (_, index) => `${redirectUri}/${index}`) },
    ]) {
      document = wrong ?? 'text';
      const refused = await authorize(emulator, browser, wanted);
      expect([refused.status, refused.headers.get('location')]).toEqual([401, null]);
    }
    // Two spellings of one address would be two clients.
    for (const spelling of [clientId.replace('/client', '/a/../client'), clientId.replace('localhost', 'LOCALHOST')]) {
      document = { client_id: spelling, client_name: 'Reader', redirect_uris: [redirectUri] };
      expect((await authorize(emulator, browser, { ...wanted, client_id: spelling })).status).toBe(401);
    }
    document = { client_id: clientId, client_name: 'Reader', redirect_uris: [redirectUri] };
    expect(
      resultOf(await decide(emulator, browser, await authorize(emulator, browser, wanted), 'allow')),
    ).toHaveProperty('code');
    const outcome = async (settings: object) => {
      await emulator.settings.update({ oauth_applications: settings });
      return (await authorize(emulator, browser, wanted)).status;
    };
    const [allowed, refused] = [await outcome({}), 401];
    expect(allowed).not.toBe(refused);
    // A client that was there before stays; it counts as allowed implicitly.
    expect(await outcome({ client_id_metadata_documents_only_allow_pre_registered_clients: true })).toBe(allowed);
    expect(await outcome({ client_id_metadata_documents_block_implicitly_allowed_clients: true })).toBe(refused);
    await emulator.reset();
    await emulator.settings.update({
      oauth_applications: { client_id_metadata_documents_only_allow_pre_registered_clients: true },
    });
    expect((await authorize(emulator, browser, wanted)).status).toBe(refused);
    // Documents of other machines are not fetched.
    const foreign = await authorize(emulator, browser, { ...wanted, client_id: 'https://client.example/client.json' });
    expect([foreign.status, await foreign.text()]).toMatchObject([401, expect.stringContaining('on this machine')]);
  });
});

describe('a consent page of the application itself', () => {
  it('reads what is wanted and sends the decision', async () => {
    const { emulator, application, browser } = await start();
    const url = `${emulator.url}/v1/me/oauth/consent/${application.clientId}`;
    expect((await fetch(url)).status).toBe(401);
    const query = new URLSearchParams({ scope: 'email', redirect_uri: redirectUri });
    const shown = await fetch(`${url}?${query}`, { headers: { cookie: browser } });
    expect(await shown.json()).toMatchObject({
      oauth_application_name: 'Reader',
      redirect_domain: 'localhost',
      scopes: [{ scope: 'email', requires_consent: true }],
    });
    const send = (fields: Wanted) =>
      fetch(url, {
        method: 'POST',
        headers: { cookie: browser },
        redirect: 'manual',
        body: new URLSearchParams({ response_type: 'code', redirect_uri: redirectUri, state, ...fields }),
      });
    expect(resultOf(await send({ consented: 'false' }))).toMatchObject({ error: 'access_denied' });
    // The component of the vendor repeats all parameters of its page.
    const repeated = { client_id: application.clientId, prompt: 'consent', consented: 'true' };
    expect(resultOf(await send(repeated))).toHaveProperty('code');
    expect((await send({ consented: 'true', organization_id: 'org_foreign' })).status).toBe(404);
    expect((await fetch(`${emulator.url}/v1/me/oauth/consent/unknown`, { headers: { cookie: browser } })).status).toBe(
      404,
    );
  });
});
