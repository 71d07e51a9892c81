import { roleSets as roleSetsEndpoints } from '@acme/backend/endpoints';
import type { RoleSetItemJSON, RoleSetJSON } from '@acme/backend/wire';
import { ApiError, NotFoundError, ParameterError } from '../../errors/api-error.js';
import type { Instance } from '../../instance/instance.js';
import { addWithinQuota } from '../../organizations/add-within-quota.js';
import { memberships } from '../../organizations/memberships.js';
import { organizationCollection } from '../../organizations/organization.js';
import { requireRoleByKey, roleCollection } from '../../organizations/role.js';
import { roleSets, type RoleSet } from '../../organizations/role-sets.js';
import type { Row } from '../../store/collection.js';
import type { Database } from '../../store/open-store.js';
import { isJsonObject } from '../../store/json-object.js';
import { deleted } from '../../http/deleted.js';
import { pageAnswer } from '../../http/page-answer.js';
import { readOrder, readPage } from '../../http/read-page.js';
import { answers } from '../backend-route.js';

const orders = { name: 'name', key: 'key', created_at: 'createdAt' } as const;

export const roleSetRoutes = answers(roleSetsEndpoints, {
  getRoleSetList: async ({ query, ...instance }) => {
    const text = query.get('query');
    const { rows, total } = await roleSets.page(instance.db, {
      search: text ? { text, fields: ['name', 'key'] } : undefined,
      order: readOrder(query, orders, { by: 'createdAt', descending: true }),
      page: readPage(query),
    });
    return pageAnswer(await Promise.all(rows.map((row) => roleSetJSON(instance, row))), total);
  },
  getRoleSet: async ({ params, ...instance }) =>
    roleSetJSON(instance, await requireSet(instance.db, params.roleSetKeyOrId)),
  createRoleSet: async ({ body, ...instance }) => {
    const name = body.requiredString('name');
    const roleKeys = await checkRoles(instance.db, body.strings('roles') ?? []);
    const set: RoleSet = {
      name,
      key: body.string('key') || `role_set:${name.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`,
      description: body.string('description') ?? null,
      type: body.word('type', ['initial', 'custom']) ?? 'custom',
      roleKeys,
      defaultRoleKey: among(roleKeys, 'default_role_key', body.requiredString('default_role_key')),
      creatorRoleKey: among(roleKeys, 'creator_role_key', body.requiredString('creator_role_key')),
    };
    const row = await addWithinQuota(instance, 'role_set', {
      count: () => roleSets.count(instance.db),
      add: () => roleSets.insert(instance, set),
    });
    return roleSetJSON(instance, row);
  },
  updateRoleSet: async ({ params, body, ...instance }) => {
    const row = await requireSet(instance.db, params.roleSetKeyOrId);
    const changed = await roleSets.update(instance, row, {
      name: body.string('name') || row.name,
      key: body.string('key') || row.key,
      description: body.string('description') ?? row.description,
      type: body.word('type', ['initial']) ?? row.type,
      defaultRoleKey: among(row.roleKeys, 'default_role_key', body.string('default_role_key') || row.defaultRoleKey),
      creatorRoleKey: among(row.roleKeys, 'creator_role_key', body.string('creator_role_key') || row.creatorRoleKey),
    });
    return roleSetJSON(instance, changed);
  },
  addRolesToRoleSet: async ({ params, body, ...instance }) => {
    const row = await requireSet(instance.db, params.roleSetKeyOrId);
    const added = await checkRoles(instance.db, body.strings('role_keys') ?? []);
    const changed = await roleSets.change(instance, row.id, (set) => {
      const roleKeys = [...new Set([...set.roleKeys, ...added])];
      return {
        roleKeys,
        defaultRoleKey: among(roleKeys, 'default_role_key', body.string('default_role_key') || set.defaultRoleKey),
        creatorRoleKey: among(roleKeys, 'creator_role_key', body.string('creator_role_key') || set.creatorRoleKey),
      };
    });
    return roleSetJSON(instance, changed);
  },
  replaceRoleInRoleSet: async ({ params, body, ...instance }) => {
    const row = await requireSet(instance.db, params.roleSetKeyOrId);
    const changed = await roleSets.change(instance, row.id, async (set) => {
      const from = among(set.roleKeys, 'role_key', body.requiredString('role_key'));
      const to = among(set.roleKeys, 'to_role_key', body.requiredString('to_role_key'));
      await reassign(instance, set.key, { [from]: to });
      const swap = (key: string) => (key === from ? to : key);
      return {
        roleKeys: set.roleKeys.filter((key) => key !== from),
        defaultRoleKey: swap(set.defaultRoleKey),
        creatorRoleKey: swap(set.creatorRoleKey),
      };
    });
    return roleSetJSON(instance, changed);
  },
  replaceRoleSet: async ({ params, body, ...instance }) => {
    const row = await requireSet(instance.db, params.roleSetKeyOrId);
    const destination = await requireSet(instance.db, body.requiredString('dest_role_set_key'));
    if (destination.id === row.id)
      throw new ApiError(422, 'role_set_destination_invalid', 'A role set cannot be replaced by itself.');
    const mappings = body.object('reassignment_mappings') ?? {};
    await reassign(instance, row.key, isJsonObject(mappings) ? mappings : {});
    for (const organization of await organizationCollection.list(instance.db, { where: { roleSetKey: row.key } }))
      await organizationCollection.update(instance, organization, { roleSetKey: destination.key });
    await roleSets.delete(instance.db, row.id);
    return deleted('role_set', row.id);
  },
});

/** Changes the roles of members of the organizations that use a set. */
async function reassign(instance: Instance, setKey: string, mapping: Readonly<Record<string, unknown>>): Promise<void> {
  const organizations = await organizationCollection.list(instance.db, { where: { roleSetKey: setKey } });
  for (const row of await memberships.list(instance.db, { scope: organizations.map(({ id }) => id) })) {
    const role = mapping[row.role];
    if (typeof role === 'string') await memberships.update(instance, row, { role });
  }
}

async function checkRoles(db: Database, keys: readonly string[]): Promise<readonly string[]> {
  const found = [];
  for (const key of keys) found.push((await requireRoleByKey(db, key)).key);
  return found;
}

function among(keys: readonly string[], field: string, key: string): string {
  if (keys.includes(key)) return key;
  throw new ParameterError('form_param_value_invalid', 'is invalid', field, `${key} is no role of the set.`);
}

async function requireSet(db: Database, keyOrId: string): Promise<Row<RoleSet>> {
  const row = (await roleSets.find(db, keyOrId)) ?? (await roleSets.findWhere(db, { where: { key: keyOrId } }));
  if (row) return row;
  throw new NotFoundError(`No role set was found with id ${keyOrId}.`);
}

async function roleSetJSON({ db }: Instance, row: Row<RoleSet>): Promise<RoleSetJSON> {
  const roles = await roleCollection.list(db, {
    where: { key: row.roleKeys },
    order: { by: 'createdAt', descending: false },
  });
  const items = roles.map((role): RoleSetItemJSON => ({
    object: 'role_set_item',
    id: role.id,
    name: role.name,
    key: role.key,
    description: role.description,
    members_count: null,
    has_members: null,
    created_at: role.createdAt,
    updated_at: role.updatedAt,
  }));
  const item = (key: string) => items.find((other) => other.key === key) ?? null;
  return {
    object: 'role_set',
    id: row.id,
    name: row.name,
    key: row.key,
    description: row.description,
    type: row.type,
    roles: items,
    default_role: item(row.defaultRoleKey),
    creator_role: item(row.creatorRoleKey),
    role_set_migration: null,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
