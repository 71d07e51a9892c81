import { createEmulator, type Emulator } from '@acme/emulator';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { startServer, withEnvironment } from 'testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as legacy from '../src/index.js';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await createEmulator();
  withEnvironment(emulator.env);
});
afterAll(() => emulator.close());

const userJson = {
  object: 'user',
  id: 'user_1',
  image_url: 'https://img.example.com/new',
  profile_image_url: 'https://img.example.com/old',
  gender: 'female',
  birthday: '1815-12-10',
  external_accounts: [{ object: 'external_account', id: 'eac_1', image_url: 'https://img.example.com/account' }],
};
const organizationJson = {
  object: 'organization',
  id: 'org_1',
  image_url: 'https://img.example.com/org',
  members_count: 3,
};
const memberJson = {
  object: 'organization_membership',
  id: 'orgmem_1',
  organization: organizationJson,
  public_user_data: { user_id: 'user_1', image_url: 'https://img.example.com/member' },
};
const clientJson = { object: 'client', id: 'client_1', sign_in_id: 'sia_1', sign_up_id: 'sua_1', sessions: [] };

/** A service with one object of each kind. */
async function startService() {
  const received: string[] = [];
  const answer = (req: IncomingMessage, res: ServerResponse) => {
    received.push(req.url ?? '');
    const path = (req.url ?? '').split('?')[0] ?? '';
    const body = path.endsWith('/count')
      ? { object: 'total_count', total_count: 42 }
      : path.endsWith('/memberships')
        ? { data: [memberJson], total_count: 1 }
        : path.startsWith('/v1/organizations')
          ? organizationJson
          : path.startsWith('/v1/clients')
            ? clientJson
            : path === '/v1/users'
              ? rows(req.url ?? '')
              : userJson;
    res.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  };
  const rows = (url: string) => {
    const { searchParams } = new URL(url, 'http://service');
    const offset = Number(searchParams.get('offset') ?? 0);
    const count = Math.max(0, Math.min(Number(searchParams.get('limit') ?? 10), 42 - offset));
    return Array.from({ length: count }, (_, index) => ({ ...userJson, id: `user_${offset + index}` }));
  };
  const { url } = await startServer(answer);
  const options = { secretKey: 'sk_test_x', apiUrl: url };
  return { received, arrays: new legacy.Clerk(options), pages: legacy.createClerkClient(options) };
}

describe('names of resources in 2.x to 4.x', () => {
  it('answer', async () => {
    const { arrays: clerk } = await startService();
    const user = await clerk.users.getUser('user_1');
    expect(user).toMatchObject({
      profileImageUrl: userJson.profile_image_url,
      gender: 'female',
      birthday: '1815-12-10',
    });
    expect(user.externalAccounts.map(({ picture }) => picture)).toEqual(['https://img.example.com/account']);
    const organization = await clerk.organizations.getOrganization({ organizationId: 'org_1' });
    expect([organization.logoUrl, organization.members_count]).toEqual(['https://img.example.com/org', 3]);
    const [member] = await clerk.organizations.getOrganizationMembershipList({ organizationId: 'org_1' });
    expect(member?.publicUserData?.profileImageUrl).toBe('https://img.example.com/member');
    expect(member?.organization.logoUrl).toBe('https://img.example.com/org');
    const client = await clerk.clients.getClient('client_1');
    expect([client.signInAttemptId, client.signUpAttemptId]).toEqual(['sia_1', 'sua_1']);
    const [first] = await clerk.users.getUserList();
    expect(first?.profileImageUrl).toBe(userJson.profile_image_url);
    expect((await clerk.users.update('user_1', { firstName: 'Ada' })).profileImageUrl).toBe(userJson.profile_image_url);
  });

  it('answer with the picture of the service as it is now', async () => {
    const user = await legacy.users.getUser(emulator.users[0]?.id ?? '');
    expect(user.imageUrl).toMatch(/^http/);
    expect(user.profileImageUrl).toBe(user.imageUrl);
  });

  it('answer with the accounts at SAML providers, wherever the service has them', () => {
    const account = { object: 'enterprise_account', id: 'ea_1', protocol: 'saml', provider_user_id: 'p' };
    const lists = [
      { saml_accounts: [{ object: 'saml_account', id: 'ea_1', provider_user_id: 'p' }] },
      { saml_accounts: [], enterprise_accounts: [account, { ...account, id: 'ea_2', protocol: 'oauth' }] },
    ];
    for (const list of lists) {
      const { samlAccounts } = legacy.User.fromJSON({ ...userJson, ...list });
      expect(samlAccounts).toEqual([expect.objectContaining({ id: 'ea_1', protocol: 'saml', providerUserId: 'p' })]);
    }
    expect(legacy.User.fromJSON(userJson).samlAccounts).toEqual([]);
  });

  it('are in the JSON of 2.x and 3.x, and not in that of 5.x', async () => {
    const { arrays, pages } = await startService();
    const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
    expect(json(await arrays.users.getUser('user_1'))).toHaveProperty('profileImageUrl', userJson.profile_image_url);
    const modern = await pages.users.getUser('user_1');
    expect(modern.profileImageUrl).toBe(userJson.profile_image_url);
    expect(json(modern)).not.toHaveProperty('profileImageUrl');
    // 4.x and 5.x had this as a field, 4.x those two as well.
    expect(json(modern)).toHaveProperty('samlAccounts', []);
    const old = Object.assign(modern, {});
    expect(Object.keys(old)).toContain('samlAccounts');
    const plain = legacy.User.fromJSON({ object: 'user', id: 'user_2' });
    expect(Object.keys(plain)).not.toContain('gender');
  });
});

describe('classes of resources', () => {
  const names = [
    ...['AllowlistIdentifier', 'Client', 'DeletedObject', 'Email', 'EmailAddress', 'ExternalAccount'],
    ...['IdentificationLink', 'Invitation', 'OauthAccessToken', 'Organization', 'OrganizationInvitation'],
    ...['OrganizationMembership', 'OrganizationMembershipPublicUserData', 'PhoneNumber', 'RedirectUrl', 'SMSMessage'],
    ...['Session', 'SignInToken', 'Token', 'User', 'Verification'],
  ] as const;

  it.each(names)('%s reads JSON, and its instances are recognised', (name) => {
    const Class = Reflect.get(legacy, name) as { fromJSON: (json: object) => object; name: string };
    const instance = Class.fromJSON({ id: 'x_1', status: 'verified', organization: {}, jwt: 'j' });
    expect(instance).toBeInstanceOf(Class);
    expect(Class.name).toBe(name);
  });

  it('are those of what the client returns', async () => {
    const { arrays, pages } = await startService();
    for (const clerk of [arrays, pages]) {
      const user = await clerk.users.getUser('user_1');
      expect(user).toBeInstanceOf(legacy.User);
      expect(user.externalAccounts[0]).toBeInstanceOf(legacy.ExternalAccount);
      expect(user).not.toBeInstanceOf(legacy.Session);
    }
    const user = legacy.deserialize(userJson);
    expect(user).toBeInstanceOf(legacy.User);
    expect(user).toMatchObject({ profileImageUrl: userJson.profile_image_url });
  });
});

describe('getUserList', () => {
  const counts = (received: readonly string[]) => received.filter((url) => url.startsWith('/v1/users/count'));

  it.each([
    ['the last page is not full', { offset: 40 }, 1],
    ['the page has room', { limit: 50 }, 1],
  ])('is one call if %s, and knows the number of all users', async (_, params, requests) => {
    const { arrays, pages, received } = await startService();
    for (const clerk of [arrays, pages]) {
      received.length = 0;
      const list = await clerk.users.getUserList(params);
      expect(list.totalCount).toBe(42);
      expect(received).toHaveLength(requests);
    }
  });

  it('is one call up to 4.x if the page is full; the number is requested once, when it is read', async () => {
    const { arrays, received } = await startService();
    const list = await arrays.users.getUserList({ limit: 5, query: 'jo', orderBy: '-created_at' });
    expect([list.length, list.data.length, received.length]).toEqual([5, 5, 1]);
    JSON.stringify(list);
    expect(received).toHaveLength(1);
    expect([await list.totalCount, await list.totalCount]).toEqual([42, 42]);
    expect(counts(received)).toEqual(['/v1/users/count?query=jo']);
  });

  it('does not pass a promise off as the number', async () => {
    const { arrays } = await startService();
    const list = await arrays.users.getUserList();
    expect(() => Number(list.totalCount) > 5).toThrow(/await list\.totalCount/);
    expect(() => JSON.stringify({ total: list.totalCount })).toThrow(/await list\.totalCount/);
  });

  it('has the number in 5.x, with a second call if the page is full or after the end', async () => {
    const { pages, received } = await startService();
    const { data, totalCount } = await pages.users.getUserList({ limit: 5 });
    expect([data.length, totalCount]).toEqual([5, 42]);
    expect((await pages.users.getUserList({ offset: 100 })).totalCount).toBe(42);
    expect(counts(received)).toHaveLength(2);
    expect(JSON.parse(JSON.stringify(await pages.users.getUserList({ limit: 1 })))).toMatchObject({ totalCount: 42 });
  });

  it('takes settings of a call for both requests', async () => {
    const { pages, received } = await startService();
    const signal = AbortSignal.timeout(300_000);
    await pages.users.getUserList({ limit: 1 }, legacy.callOptions({ signal, headers: { 'x-a': '1' } }));
    expect(received).toHaveLength(2);
    await expect(
      pages.users.getUserList({ limit: 1 }, legacy.callOptions({ signal: AbortSignal.abort() })),
    ).rejects.toBeInstanceOf(legacy.HttpError);
  });
});
