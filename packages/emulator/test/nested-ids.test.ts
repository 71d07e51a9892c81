import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../src/index.js';
import { backend, twoPeople, type Person } from './frontend/two-people.js';
import { backendApi } from './openapi/backend-api.js';

type Ids = Readonly<Record<string, string>>;

let emulator: Emulator;
/** Two objects of each kind that has others below it. Keys of the others: those of the path. */
let first: Ids;
let second: Ids;

beforeAll(async () => {
  emulator = await createEmulator({ log: () => undefined });
  emulator.clock.freeze();
  const { ada, grace } = await twoPeople(emulator);
  first = await idsOf(ada, 'first');
  second = await idsOf(grace, 'second');
});
afterAll(() => emulator.close());

async function idsOf({ ids }: Person, name: string): Promise<Ids> {
  const idFor = async (path: string, body: object) => String((await backend(emulator, path, body))['id']);
  const machine = await idFor('/machines', { name });
  const other = await idFor('/machines', { name: `${name} other` });
  await backend(emulator, `/machines/${machine}/scopes`, { to_machine_id: other });
  const permission = await idFor('/organization_permissions', { name, key: `org:${name}:read`, description: '' });
  const role = await idFor('/organization_roles', { name, key: `org:${name}`, permissions: [permission] });
  const connection = { name, provider: 'saml_custom', domains: [`${name}.example`] };
  const enterprise_connection_id = await idFor('/enterprise_connections', connection);
  const directory = await idFor('/directories', { provider: 'okta', enterprise_connection_id });
  const scim = await idFor('/scim_directories', { provider: 'okta', enterprise_connection_id });
  const item = ids['me subscriptionItemID'] ?? '';
  const discount = `disc_${name}`;
  await backend(emulator, `/billing/subscription_items/${item}/discounts`, { discount_id: discount });
  return {
    ...ids,
    '/users user_id': ids['own'] ?? '',
    passkey_identification_id: ids['passkey_id'] ?? '',
    invitation_id: ids['organizations invitation_id'] ?? '',
    machine_id: machine,
    other_machine_id: other,
    organization_role_id: role,
    permission_id: permission,
    directory_id: directory,
    scim_directory_id: scim,
    '/directories mapping_id': await idFor(`/directories/${directory}/group_role_mappings`, {
      directory_group_id: name,
      role_id: role,
    }),
    '/scim_directories mapping_id': await idFor(`/scim_directories/${scim}/group_role_mappings`, {
      scim_group_id: name,
      role_id: role,
    }),
    subscription_item_id: item,
    discount_id: discount,
  };
}

/** Operations whose last parameter names no object below the first, with the reason. */
const notNested: Readonly<Record<string, string>> = {
  CreateSessionTokenFromTemplate: 'JWT templates belong to the instance',
  GetTemplate: 'templates belong to the instance',
  UpsertTemplate: 'templates belong to the instance',
  RevertTemplate: 'templates belong to the instance',
  PreviewTemplate: 'templates belong to the instance',
  ToggleTemplateDelivery: 'templates belong to the instance',
  GetOAuthAccessToken: 'providers belong to the instance',
  AssignPermissionToOrganizationRole: 'permissions belong to the instance',
  UserWeb3WalletDelete: 'wallets are not emulated',
};

/** What the calls send, so that nothing but the id is wrong. */
const bodies: Readonly<Record<string, object>> = {
  RevokeOrganizationInvitation: {},
  UpdateOrganizationMembership: { role: 'org:admin' },
  UpdateOrganizationMembershipMetadata: { public_metadata: { changed: true } },
  UpdateOrganizationDomain: { enrollment_mode: 'manual_invitation' },
  VerifyOrganizationDomainOwnership: {},
};

const nested = backendApi.operations
  .filter(({ path, operation }) => path.split('{').length > 2 && !Object.hasOwn(notNested, operation))
  .map(({ operation, method, path }) => ({ operation, method, path }));

async function call(method: string, path: string, operation: string, parent: Ids, child: Ids): Promise<Response> {
  const [top = ''] = /^\/\w+/.exec(path) ?? [];
  let place = 0;
  const called = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const ids = (place += 1) === 1 ? parent : child;
    const id = ids[`${top} ${name}`] ?? ids[name];
    if (id === undefined) throw new Error(`There is no object for ${name} of ${path}. Add one.`);
    return id;
  });
  const body = bodies[operation];
  return fetch(`${emulator.url}/v1${called}`, {
    method,
    headers: { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
}

describe('an object below another one is not found below a third', () => {
  it.each(nested)('$operation', async ({ operation, method, path }) => {
    const before = await emulator.export();
    const answer = await call(method, path, operation, first, second);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ errors: [{ code: 'resource_not_found' }] });
    expect((await emulator.export()).tables).toEqual(before.tables);
    // With its own parent it is found.
    expect((await call(method, path, operation, second, second)).status).toBe(200);
    await emulator.import(before);
  });
});
