import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../src/index.js';
import { maySeeSecretKey } from '../src/instance/demo-secret-key.js';

const ownKey = 'sk_test_my_own_long_random_secret_123';
const emulators: Emulator[] = [];
afterEach(() => Promise.all(emulators.splice(0).map((emulator) => emulator.close())));

async function start(options: EmulatorOptions = {}): Promise<{ emulator: Emulator; url: string }> {
  const emulator = await createEmulator(options);
  emulators.push(emulator);
  return { emulator, url: `http://127.0.0.1:${new URL(emulator.url).port}` };
}

const ask = async (url: string, method = 'GET', headers: Record<string, string> = {}) => {
  const response = await fetch(url, { method, headers, ...(method === 'GET' ? {} : { body: '{}' }) });
  return { status: response.status, text: await response.text() };
};
const withKey = (emulator: Emulator) => ({
  authorization: `Bearer ${emulator.secretKey}`,
  'content-type': 'application/json',
});
const open = ['/v1/accountless_applications', '/v1/accountless_applications/complete'] as const;

describe('routes that need no key', () => {
  it('are those two, compared whole', async () => {
    const { url } = await start();
    for (const path of open) expect((await ask(url + path, 'POST')).status).toBe(200);
    for (const [method, path] of [
      ['GET', '/v1/accountless_applications'],
      ['GET', '/v1/users/accountless_applications'],
      ['DELETE', '/v1/users/accountless_applications'],
      ['PATCH', '/v1/templates/email/accountless_applications'],
      ['POST', '/v1/sessions/accountless_applications/revoke'],
      ['GET', '/v1/users/accountless_applications/organization_memberships'],
      ['POST', '/v1/users/accountless_applications/invitations'],
      ['GET', '/v1/users/%2faccountless_applications'],
      ['PUT', '/v1/jwt_templates/accountless_applications'],
      ['POST', '/v1/accountless_applications/other'],
      ['POST', '/v1/accountless_applications_more'],
      ['POST', '/v1/users?x=/v1/accountless_applications'],
      ['DELETE', '/api_keys/accountless_applications'],
      ['GET', '/m2m_tokens/accountless_applications'],
    ] as const) {
      expect([path, (await ask(url + path, method)).status]).toEqual([path, 401]);
    }
  });

  it('are not the routes of an object with such a name', async () => {
    const { emulator, url } = await start();
    const { sessionId } = await emulator.signIn('ada@example.com');
    const headers = withKey(emulator);
    await fetch(`${url}/v1/jwt_templates`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ name: 'accountless_applications', claims: {} }),
    });
    const body = { name: 'x', slug: 'accountless_applications', created_by: emulator.users[0]?.id };
    await fetch(`${url}/v1/organizations`, { method: 'POST', headers, body: JSON.stringify(body) });
    for (const [method, path] of [
      ['POST', `/v1/sessions/${sessionId}/tokens/accountless_applications`],
      ['GET', '/v1/users/accountless_applications'],
      ['GET', '/v1/users/accountless_applications/memberships'],
    ] as const) {
      expect([path, (await ask(url + path, method)).status]).toEqual([path, 401]);
      expect((await ask(url + path, method, headers)).status).not.toBe(401);
    }
  });
});

describe('a secret key of your own', () => {
  it('is never shown by an emulator that other machines can reach', async () => {
    const { emulator, url } = await start({ hostname: '0.0.0.0', secretKey: ownKey });
    const lan = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => `http://${address}:${new URL(emulator.url).port}`);
    for (const from of [url, ...lan]) {
      for (const path of open) expect((await ask(from + path, 'POST')).status).toBe(401);
      for (const path of [
        '/',
        '/sign-in',
        '/sign-up',
        '/user',
        '/v1/environment',
        '/v1/client',
        '/.well-known/jwks.json',
      ]) {
        const { text } = await ask(from + path);
        expect([path, text.includes(ownKey)]).toEqual([path, false]);
      }
    }
    expect((await ask(url + open[0], 'POST', withKey(emulator))).text).toContain(ownKey);
  });

  it('is shown on this machine by one that only this machine reaches, but not through a proxy', async () => {
    const { url } = await start({ secretKey: ownKey });
    expect((await ask(url)).text).toContain(ownKey);
    expect((await ask(url + open[0], 'POST')).text).toContain(ownKey);
    for (const headers of [
      { 'x-forwarded-for': '203.0.113.7' },
      { forwarded: 'for=203.0.113.7' },
      { via: '1.1 proxy' },
    ]) {
      expect((await ask(url, 'GET', headers)).text).not.toContain(ownKey);
      expect((await ask(url + open[0], 'POST', headers)).status).toBe(401);
    }
  });

  it.each([
    ['0.0.0.0', true, false],
    ['192.168.1.5', true, false],
    ['::', true, false],
    [undefined, true, true],
    [undefined, false, false],
    ['localhost', true, true],
    ['127.0.0.1', true, true],
    ['::1', true, true],
  ])('on %s, called from this machine: %s, visible: %s', (hostname, isLocal, expected) => {
    const keys = (secretKey: string) => ({ secretKey, connection: { hostname } });
    expect(maySeeSecretKey(keys(ownKey), { isLocal })).toBe(expected);
    expect(maySeeSecretKey(keys('sk_test_acme_emulator_demo'), { isLocal })).toBe(true);
  });
});
