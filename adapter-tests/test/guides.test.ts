import { createEmulator, type Emulator } from '@acme/emulator';
import { freePort } from 'testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { foundModerated } from './found-moderated.js';
import { createPageRunner, type PageRunner } from './page-runner.js';

// The servers of the guides run as they are printed, and answer somebody who is signed in, a program, and strangers.

let emulator: Emulator;
let runner: PageRunner;
let moderated: string;
beforeAll(async () => {
  emulator = await createEmulator();
  moderated = await foundModerated(emulator, 'katherine@example.com');
  runner = createPageRunner(emulator.env);
});
afterEach(() => runner.stop());
afterAll(async () => {
  runner.remove();
  await emulator.close();
});

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const json = { 'content-type': 'application/json' };

describe.each(['express', 'fastify', 'hono'])('the guide of %s', (name) => {
  const page = `docs/frameworks/${name}.md`;

  it('lets everybody in where they belong', async () => {
    const port = await freePort();
    const url = `http://localhost:${String(port)}`;
    runner.write(page, { port, appendTo: 'app.mjs' });
    await runner.serve('server.mjs', url);
    const { userId, token, cookieHeader } = await emulator.signIn('katherine@example.com', { origin: url });
    const get = (path: string, headers = {}, init = {}) => fetch(url + path, { redirect: 'manual', headers, ...init });

    expect(await (await get('/api/me', bearer(token))).json()).toMatchObject({ userId });
    expect((await get('/api/me')).status).toBe(401);
    expect(await (await get('/greeting', bearer(token))).json()).toMatchObject({ greeting: 'Hello Katherine.' });
    expect(await (await get('/greeting')).json()).toEqual({ greeting: 'Hello stranger.' });

    const profile = await get('/profile', { accept: 'text/html', 'sec-fetch-dest': 'document' });
    expect([profile.status, profile.headers.get('location')]).toEqual([
      expect.toBeOneOf([302, 307]),
      expect.stringContaining(encodeURIComponent('/profile')),
    ]);
    expect(await (await get('/profile', bearer(token))).text()).toBe('Hello Katherine.');
    expect(await (await get('/', bearer(token))).text()).toContain('Sign out');

    const { secret } = await emulator.mintApiKey({ subject: userId });
    expect((await get('/jobs', bearer(secret), { method: 'POST' })).status).toBe(202);
    expect((await get('/jobs', bearer(token), { method: 'POST' })).status).toBe(401);
    const moderator = await emulator.mintSessionToken({ userId, orgId: moderated });
    const remove = async (headers = {}) => (await get('/api/posts/1', headers, { method: 'DELETE' })).status;
    expect([await remove(), await remove(bearer(token)), await remove(bearer(moderator))]).toEqual([401, 403, 204]);
    expect((await get('/webhooks', json, { method: 'POST', body: '{}' })).status).toBe(500);

    const organization = await organizationOf(userId);
    const member = await emulator.mintSessionToken({ userId, orgId: organization });
    const members = await get('/api/members', bearer(member));
    expect([members.status, await members.json()]).toEqual([
      200,
      expect.arrayContaining([{ role: 'org:admin', userId }]),
    ]);
    expect((await get('/api/members', bearer(token))).status).toBe(403);

    const form = { cookie: cookieHeader, 'content-type': 'application/x-www-form-urlencoded' };
    const signedOut = await get('/sign-out', form, { method: 'POST' });
    expect([signedOut.status, signedOut.headers.getSetCookie().join()]).toEqual([
      303,
      expect.stringContaining('__session'),
    ]);
  });

  it('has a test that passes', async () => {
    runner.write(page, { appendTo: 'app.mjs' });
    expect(await runner.run('--test', 'app.test.mjs')).toMatch(/pass 3\b/);
  });

  it('has settings for production that are not weak', async () => {
    runner.write(page, { appendTo: 'app.mjs' });
    expect(await runner.run(name === 'fastify' ? 'options.mjs' : 'authenticate.mjs')).toBe('');
  });
});

async function organizationOf(userId: string): Promise<string> {
  const { createClerkClient } = await import('@acme/backend');
  const { CLERK_SECRET_KEY: secretKey, CLERK_API_URL: apiUrl } = emulator.env;
  const clerk = createClerkClient({ secretKey, apiUrl });
  const { data } = await clerk.users.getOrganizationMembershipList({ userId });
  const admin = data.find(({ role }) => role === 'org:admin');
  if (!admin) throw new Error('This user administers no organization.');
  return admin.organization.id;
}
