import { createClerkClient } from '@acme/backend';
import { atTheEnd } from 'testing';
import { describe, expect } from 'vitest';
import { createEmulator, type Emulator } from '../../src/index.js';
import { emulatorTest } from '../../src/vitest.js';
import { startLibsqlServer } from '../start-libsql-server.js';
import { decide, signedInCookie } from './consent.js';
import { authorize, pkce, resultOf, token, type Wanted } from './oauth-calls.js';

const it = emulatorTest();

/** An application for which Ada has agreed. */
async function startGrant(emulator: Emulator, kind: 'public' | 'confidential') {
  const backend = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
  const application = await backend.oauthApplications.create({
    name: 'Notes',
    redirectUris: ['http://localhost:9999/callback'],
    scopes: 'openid profile email',
    public: kind === 'public',
  });
  const credentials: Wanted = {
    client_id: application.clientId,
    ...(kind === 'confidential' && { client_secret: application.clientSecret ?? '' }),
  };
  const { verifier, challenge } = pkce();
  const browser = await signedInCookie(emulator);
  const asked = await authorize(emulator, browser, {
    client_id: application.clientId,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    scope: 'profile email',
    resource: 'https://api.example.com/mcp',
  });
  const { code = '' } = resultOf(await decide(emulator, browser, asked, { name: 'Notes', decision: 'allow' }));
  const { body: first } = await token(emulator, {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    ...credentials,
  });
  const post = (path: string, fields: Wanted) =>
    fetch(emulator.url + path, { method: 'POST', body: new URLSearchParams({ ...fields, ...credentials }) });
  return {
    first,
    clientId: application.clientId,
    refresh: (refreshToken: string | undefined, more: Wanted = {}) =>
      token(emulator, { grant_type: 'refresh_token', refresh_token: refreshToken ?? '', ...credentials, ...more }),
    revoke: (text: string | undefined) => post('/oauth/token/revoke', { token: text ?? '' }),
    isActive: async (text: string | undefined) => {
      const { active } = (await (await post('/oauth/token_info', { token: text ?? '' })).json()) as { active: boolean };
      return active;
    },
  };
}

const refused = { status: 400, body: { error: 'invalid_grant' } };

describe('a public client that refreshes', () => {
  it('gets another refresh token each time, for the same grant', async ({ emulator }) => {
    const { first, refresh, isActive } = await startGrant(emulator, 'public');
    const second = await refresh(first['refresh_token'], { scope: 'email' });
    expect(second).toMatchObject({ status: 200, body: { scope: 'email' } });
    expect(second.body['refresh_token']).not.toBe(first['refresh_token']);
    expect(await isActive(first['refresh_token'])).toBe(false);
    expect(await isActive(first['access_token'])).toBe(true);
    // The new one has all that was granted, not only what this access token got (RFC 6749 section 6).
    const third = await refresh(second.body['refresh_token']);
    expect(third).toMatchObject({ status: 200, body: { scope: 'profile email' } });
  });

  it('loses all tokens when an old refresh token comes back', async ({ emulator }) => {
    const { first, refresh, isActive } = await startGrant(emulator, 'public');
    const second = await refresh(first['refresh_token']);
    const third = await refresh(second.body['refresh_token']);
    expect(await isActive(third.body['access_token'])).toBe(true);
    expect(await refresh(first['refresh_token'])).toMatchObject(refused);
    for (const { body } of [{ body: first }, second, third]) {
      expect(await isActive(body['access_token'])).toBe(false);
      expect(await isActive(body['refresh_token'])).toBe(false);
    }
    expect(await refresh(third.body['refresh_token'])).toMatchObject(refused);
  });

  it('wins once when it refreshes at the same time, and has no token left of which two have known', async ({
    emulator,
  }) => {
    const { first, refresh, isActive } = await startGrant(emulator, 'public');
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(first['refresh_token'])));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400, 400, 400, 400]);
    const won = answers.find(({ status }) => status === 200);
    expect(await isActive(won?.body['access_token'])).toBe(false);
    expect(await refresh(won?.body['refresh_token'])).toMatchObject(refused);
  });

  it('wins once also at two emulators that share their data', async () => {
    const server = await startLibsqlServer();
    atTheEnd(() => server.close());
    const open = async () => {
      const emulator = await createEmulator({ database: `${server.url}?authToken=s3cret` });
      atTheEnd(() => emulator.close());
      return emulator;
    };
    const [one, two] = [await open(), await open()];
    const { first, clientId } = await startGrant(one, 'public');
    const fields = { grant_type: 'refresh_token', refresh_token: first['refresh_token'] ?? '', client_id: clientId };
    const answers = await Promise.all([one, two, one, two].map((emulator) => token(emulator, fields)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
    expect(await token(two, fields)).toMatchObject(refused);
  });

  it('keeps its refresh token when the request is wrong', async ({ emulator }) => {
    const { first, refresh } = await startGrant(emulator, 'public');
    for (const [more, error] of [
      [{ scope: 'openid' }, 'invalid_scope'],
      [{ resource: 'https://other.example.com' }, 'invalid_target'],
      [{ client_secret: 'x' }, 'invalid_client'],
      [{ client_id: 'unknown' }, 'invalid_client'],
    ] as const)
      expect((await refresh(first['refresh_token'], more)).body['error']).toBe(error);
    expect((await refresh(first['access_token'])).body['error']).toBe('invalid_grant');
    // A person who was banned for a while need not agree anew.
    const { users } = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
    const userId = emulator.users[0]?.id ?? '';
    await users.banUser(userId);
    expect(await refresh(first['refresh_token'])).toMatchObject(refused);
    await users.unbanUser(userId);
    expect((await refresh(first['refresh_token'])).status).toBe(200);
  });

  it('does not touch the grants of others with its old tokens', async ({ emulator }) => {
    const mine = await startGrant(emulator, 'public');
    const other = await startGrant(emulator, 'public');
    expect(await other.refresh(mine.first['refresh_token'])).toMatchObject(refused);
    expect(await mine.isActive(mine.first['refresh_token'])).toBe(true);
    await mine.refresh(mine.first['refresh_token']);
    expect(await other.refresh(mine.first['refresh_token'])).toMatchObject(refused);
    expect(await mine.isActive(mine.first['access_token'])).toBe(true);
    expect(await other.isActive(other.first['refresh_token'])).toBe(true);
  });

  it('signs out with a refresh token that was replaced meanwhile', async ({ emulator }) => {
    const { first, refresh, revoke, isActive } = await startGrant(emulator, 'public');
    const second = await refresh(first['refresh_token']);
    expect((await revoke(first['refresh_token'])).status).toBe(200);
    expect(await isActive(second.body['access_token'])).toBe(false);
    expect(await refresh(second.body['refresh_token'])).toMatchObject(refused);
  });
});

it('lets a client with a secret keep its refresh token', async ({ emulator }) => {
  const { first, refresh, isActive } = await startGrant(emulator, 'confidential');
  const answers = await Promise.all([1, 2, 3].map(() => refresh(first['refresh_token'])));
  for (const { status, body } of answers) {
    expect([status, body['refresh_token']]).toEqual([200, first['refresh_token']]);
    expect(await isActive(body['access_token'])).toBe(true);
  }
});
