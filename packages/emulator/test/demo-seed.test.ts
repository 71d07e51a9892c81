import { createClerkClient } from '@acme/backend';
import { afterEach, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator, type Seed } from '../src/index.js';
import { BrowserClient } from './frontend/browser-client.js';

let emulator: Emulator | undefined;

afterEach(() => emulator?.close());

async function start(seed?: Seed) {
  emulator = await createEmulator({ ...(seed && { seed }) });
  const clerk = createClerkClient({ secretKey: emulator.secretKey, apiUrl: emulator.url });
  return {
    emulator,
    clerk,
    idOf: (name: string) => emulator?.users.find(({ username }) => username === name)?.id ?? '',
  };
}

describe('the demo world', () => {
  it('has people, organizations with roles and permissions, plans and an API key', async () => {
    const { clerk, idOf, emulator: running } = await start();
    expect(running.users.map(({ username }) => username)).toEqual(['ada', 'grace', 'alan', 'katherine', 'margaret']);
    const katherine = await clerk.users.getUser(idOf('katherine'));
    expect(katherine.primaryPhoneNumber).toMatchObject({
      phoneNumber: '+15555550199',
      verification: { status: 'verified' },
    });
    const { data } = await clerk.users.getOrganizationMembershipList({ userId: katherine.id });
    expect(data.map(({ organization, role }) => [organization.slug, role]).sort()).toEqual([
      ['moon-landing', 'org:editor'],
      ['trajectory-lab', 'org:admin'],
    ]);
    const editor = data.find(({ role }) => role === 'org:editor');
    expect([...(editor?.permissions ?? [])].sort()).toEqual(['org:posts:publish', 'org:sys_memberships:read']);
    const plan = (await clerk.billing.getUserBillingSubscription(katherine.id)).subscriptionItems[0]?.plan?.slug;
    expect(plan).toBe('pro_user');
    const moon = await clerk.organizations.getOrganization({ slug: 'moon-landing' });
    const ofMoon = await clerk.billing.getOrganizationBillingSubscription(moon.id);
    expect(ofMoon.subscriptionItems.map((item) => item.plan?.slug)).toEqual(['pro_org']);
    const keys = await clerk.apiKeys.list({ subject: katherine.id });
    expect(keys.data).toMatchObject([{ name: 'Demo key', scopes: ['read'], revoked: false }]);
  });

  it('lets everybody sign in with the password shown', async () => {
    const { emulator: running } = await start();
    for (const { emailAddress, password } of running.users) {
      const browser = new BrowserClient(running);
      await browser.signIn(emailAddress, password ?? '');
      expect((await browser.get('/v1/me')).at('response.primary_email_address_id')).toBeTruthy();
    }
  });
});

describe('a seed', () => {
  it('gives API keys of users and organizations the secret it names', async () => {
    const { clerk } = await start({
      users: [{ username: 'x' }],
      organizations: [{ name: 'Shop', slug: 'shop' }],
      api_keys: [{ name: 'Import', subject: 'shop', secret: 'ak_import', scopes: ['write'] }],
    });
    const verified = await clerk.apiKeys.verify('ak_import');
    expect(verified).toMatchObject({ name: 'Import', scopes: ['write'] });
    expect(verified.subject).toMatch(/^org_/);
  });

  it.each([
    [{ roles: [{ key: 'org:x', name: 'X', permissions: ['org:no:such'] }] }, 'seed_invalid', 'roles[0]'],
    [{ roles: [{ key: 'org:admin', name: 'Mine' }] }, 'seed_invalid', 'roles[0]'],
    [{ roles: [{ key: 'org:x' }] }, 'seed_invalid', 'roles[0].name'],
    [{ permissions: [{ name: 'X' }] }, 'seed_invalid', 'permissions[0].key'],
    [{ permissions: [{ key: 'x', name: 'X', colour: 'red' }] }, 'seed_unknown_key', 'permissions[0].colour'],
    [{ api_keys: [{ name: 'x', subject: 'nobody' }] }, 'seed_invalid', 'api_keys[0]'],
    [{ api_keys: {} }, 'seed_invalid', 'api_keys'],
    [{ users: [{ username: 'x', plan: 'gold' }] }, 'seed_invalid', 'users[0]'],
    [{ users: [{ username: 'x', phone_numbers: ['12'] }] }, 'seed_invalid', 'users[0]'],
    [{ users: [{ username: 'x', phone_numbers: '12' }] }, 'seed_invalid', 'users[0].phone_numbers'],
    [{ users: [{ username: 'x' }, { username: 'X' }] }, 'seed_invalid', 'users[1]'],
    [
      {
        users: [
          { username: 'x', id: 'user_1' },
          { username: 'y', id: 'user_1' },
        ],
      },
      'seed_invalid',
      'users[1]',
    ],
  ])('%j is refused with its path', async (seed, code, path) => {
    await expect(createEmulator({ seed: seed as never })).rejects.toMatchObject({
      code,
      message: expect.stringContaining(path) as string,
    });
  });
});
