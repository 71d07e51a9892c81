import { createHash } from 'node:crypto';
import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import type { AuthenticateRequestOptions, ClerkOptions } from '../../src/options.js';

// Details of decisions that no recorded case shows.

const { publicKey, privateKey } = await generateKeyPair('RS256');
const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
const suffix = createHash('sha1').update(publishableKey).digest('base64url').slice(0, 8);
const keys = { publishableKey, secretKey: 'sk_live_details', jwtKey: await exportSPKI(publicKey) };
const now = Math.floor(Date.now() / 1000);

const sign = (claims: object = {}, header: object = {}) =>
  new SignJWT({
    iss: 'https://clerk.example.com',
    sub: 'user_1',
    sid: 'sess_1',
    iat: now - 10,
    exp: now + 600,
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...header })
    .sign(privateKey);

function decide(
  headers: Record<string, string>,
  call: AuthenticateRequestOptions = {},
  client: ClerkOptions = {},
  url = 'https://app.example.com/page',
) {
  return createClerkClient({ ...keys, ...client }).authenticateRequest(new Request(url, { headers }), call);
}

describe('cookies with and without the suffix of the instance', () => {
  it.each([5, ['https://clerk.example.com'], {}])(
    'a session that says %j of its issuer is not of this instance',
    async (iss) => {
      const cookie = `__session=${await sign({ iss })}; __client_uat=1; __session_${suffix}=${await sign()}; __client_uat_${suffix}=1`;
      expect((await decide({ cookie })).status).toBe('signed-in');
    },
  );

  it('are cut in the debug output, which shows those of the instance', async () => {
    const own = await sign();
    const plain = await sign({}, { kid: 'plain' });
    const cookie = `__session=${plain}; __client_uat=5; __clerk_db_jwt=plain_browser`;
    const shown = async (more: string) => (await decide({ cookie: cookie + more })).toAuth()?.debug();
    expect(await shown('')).toMatchObject({
      sessionTokenInCookie: plain.slice(0, 7),
      clientUat: '5',
      devBrowserToken: 'plain_b',
    });
    expect(
      await shown(`; __session_${suffix}=own${own}; __client_uat_${suffix}=0; __clerk_db_jwt_${suffix}=own_browser`),
    ).toMatchObject({ sessionTokenInCookie: `own${own}`.slice(0, 7), clientUat: '0', devBrowserToken: 'own_bro' });
  });
});

it('a browser that is sent to a handshake has no auth object', async () => {
  const state = await decide({ cookie: '__client_uat=1', 'sec-fetch-dest': 'document' });
  expect([state.status, state.toAuth()]).toEqual(['handshake', null]);
});

it('a session that cannot be verified because the keys cannot be had is signed out for no reason of its own', async () => {
  const unreachable = { jwtKey: '', secretKey: 'sk_live_unreachable', apiUrl: 'http://127.0.0.1:9' };
  const session = await sign({}, { kid: 'ins_1' });
  for (const headers of [
    { authorization: `Bearer ${session}` },
    { cookie: `__session=${session}; __client_uat=1` },
  ] as Record<string, string>[]) {
    const state = await decide(headers, {}, unreachable);
    expect(state).toMatchObject({ status: 'signed-out', reason: 'unexpected-error', unavailable: true });
    expect(state.headers.get('x-clerk-auth-reason')).toBe('unexpected-error');
  }
});

it('only a satellite must have its sign-in page elsewhere', async () => {
  const headers = { authorization: `Bearer ${await sign()}`, origin: 'https://app.example.com' };
  const signInUrl = 'https://app.example.com/sign-in';
  expect((await decide(headers, { signInUrl })).status).toBe('signed-in');
  await expect(decide(headers, { signInUrl, isSatellite: true, domain: 'app.example.com' })).rejects.toMatchObject({
    code: 'sign_in_url_invalid',
  });
});

it.each(['m2m_token', 'api_key'] as const)('tokens of the kind %s need no publishable key', async (acceptsToken) => {
  expect(await decide({}, { acceptsToken }, { publishableKey: '' })).toMatchObject({
    status: 'signed-out',
    tokenType: acceptsToken,
    reason: 'No token in header',
  });
  await expect(decide({}, {}, { publishableKey: '' })).rejects.toMatchObject({ code: 'publishable_key_missing' });
});

it.each(['/__clerk', '//__clerk', '/__clerk//'])(
  'browsers are sent to the proxy %s on this origin',
  async (proxyUrl) => {
    const state = await decide({ cookie: '__client_uat=1', 'sec-fetch-dest': 'document' }, { proxyUrl });
    const { origin, pathname } = new URL(state.headers.get('location') ?? '');
    expect(origin + pathname).toBe('https://app.example.com/__clerk/v1/client/handshake');
  },
);
