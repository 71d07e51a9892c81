import {
  organizationPermissions as permissionsEndpoints,
  organizationRoles as rolesEndpoints,
} from '@acme/backend/endpoints';
import { ApiError, NotFoundError, ParameterError } from '../../errors/api-error.js';
import { addWithinQuota } from '../../organizations/add-within-quota.js';
import { memberships } from '../../organizations/memberships.js';
import { creatorRole, instanceSettings } from '../../instance/instance-settings.js';
import { renameRole } from '../../organizations/rename-role.js';
import { permissionCollection, roleCollection, type PermissionRow, type RoleRow } from '../../organizations/role.js';
import { permissionJSON, roleJSON } from '../../organizations/role-json.js';
import { RoleBook } from '../../organizations/role-book.js';
import type { RequestBody } from '../../http/request-body.js';
import type { Database } from '../../store/open-store.js';
import { deleted } from '../../http/deleted.js';
import { pageAnswer } from '../../http/page-answer.js';
import { readOrder, readPage } from '../../http/read-page.js';
import { answers } from '../backend-route.js';

const orders = { name: 'name', key: 'key', created_at: 'createdAt' } as const;

function wantedOf(query: URLSearchParams) {
  const text = query.get('query');
  return {
    search: text ? { text, fields: ['name', 'key'] as const } : undefined,
    order: readOrder(query, orders, { by: 'createdAt', descending: true }),
    page: readPage(query),
  };
}

export const organizationPermissionRoutes = answers(permissionsEndpoints, {
  getOrganizationPermissionList: async ({ query, db }) => {
    const { rows, total } = await permissionCollection.page(db, wantedOf(query));
    return pageAnswer(rows.map(permissionJSON), total);
  },
  getOrganizationPermission: async ({ params, db }) => permissionJSON(await requirePermission(db, params.permissionId)),
  createOrganizationPermission: async ({ body, ...instance }) => {
    const name = body.requiredString('name');
    const key = checkKey(body.requiredString('key'), permissionKeys);
    const description = body.string('description') ?? '';
    return permissionJSON(await permissionCollection.insert(instance, { name, key, description, type: 'user' }));
  },
  updateOrganizationPermission: async ({ params, body, ...instance }) => {
    const row = await requirePermission(instance.db, params.permissionId);
    checkIsOwn(row);
    const change = {
      name: body.string('name') ?? row.name,
      key: changedKey(row, body.string('key'), permissionKeys),
      description: body.string('description') ?? row.description,
    };
    return permissionJSON(await permissionCollection.update(instance, row, change));
  },
  deleteOrganizationPermission: async ({ params, ...instance }) => {
    const row = await requirePermission(instance.db, params.permissionId);
    checkIsOwn(row);
    await permissionCollection.delete(instance.db, row.id);
    for (const role of await roleCollection.list(instance.db)) {
      if (!role.permissionIds.includes(row.id)) continue;
      await roleCollection.change(instance, role.id, ({ permissionIds }) => ({
        permissionIds: permissionIds.filter((id) => id !== row.id),
      }));
    }
    return deleted('permission', row.id);
  },
});

export const organizationRoleRoutes = answers(rolesEndpoints, {
  getOrganizationRoleList: async ({ query, db }) => {
    const [{ rows, total }, book] = await Promise.all([roleCollection.page(db, wantedOf(query)), RoleBook.read(db)]);
    return pageAnswer(
      rows.map((row) => roleJSON(book, row)),
      total,
    );
  },
  getOrganizationRole: async ({ params, db }) => show(db, await requireRole(db, params.organizationRoleId)),
  createOrganizationRole: async ({ body, ...instance }) => {
    const role = {
      name: body.requiredString('name'),
      key: checkKey(body.requiredString('key'), roleKeys),
      description: body.string('description') ?? null,
      permissionIds: (await readPermissions(instance.db, body)) ?? [],
    };
    const row = await addWithinQuota(instance, 'role', {
      count: () => roleCollection.count(instance.db),
      add: () => roleCollection.insert(instance, role),
    });
    return show(instance.db, row);
  },
  updateOrganizationRole: async ({ params, body, ...instance }) => {
    const row = await requireRole(instance.db, params.organizationRoleId);
    const key = changedKey(row, body.string('key'), roleKeys);
    const changed = await roleCollection.update(instance, row, {
      name: body.string('name') ?? row.name,
      key,
      description: body.string('description') ?? row.description,
      permissionIds: (await readPermissions(instance.db, body)) ?? row.permissionIds,
    });
    if (key !== row.key) await renameRole(instance, row.key, key);
    return show(instance.db, changed);
  },
  deleteOrganizationRole: async ({ params, db }) => {
    const row = await requireRole(db, params.organizationRoleId);
    const { organizations } = await instanceSettings({ db });
    const isOfCreators = row.key === creatorRole || row.key === organizations.creator_role;
    if (
      isOfCreators ||
      row.key === organizations.domains_default_role ||
      (await memberships.count(db, { where: { role: row.key } })) > 0
    ) {
      throw new ApiError(
        403,
        isOfCreators ? 'organization_role_used_as_creator_role' : 'organization_role_assigned_to_members',
        'The role is in use and cannot be deleted.',
      );
    }
    await roleCollection.delete(db, row.id);
    return deleted('role', row.id);
  },
  assignPermissionToOrganizationRole: async ({ params, ...instance }) => {
    const role = await requireRole(instance.db, params.organizationRoleId);
    const { id } = await requirePermission(instance.db, params.permissionId);
    const changed = await roleCollection.change(instance, role.id, ({ permissionIds }) => {
      if (!permissionIds.includes(id)) return { permissionIds: [...permissionIds, id] };
      throw new ApiError(
        400,
        'organization_role_permission_association_exists',
        'The role has this permission already.',
      );
    });
    return show(instance.db, changed);
  },
  removePermissionFromOrganizationRole: async ({ params, ...instance }) => {
    const role = await requireRole(instance.db, params.organizationRoleId);
    const { id } = await requirePermission(instance.db, params.permissionId);
    const changed = await roleCollection.change(instance, role.id, ({ permissionIds }) => {
      if (!permissionIds.includes(id)) throw new NotFoundError('The role does not have this permission.');
      return { permissionIds: permissionIds.filter((other) => other !== id) };
    });
    return show(instance.db, changed);
  },
});

const roleKeys = { form: /^org:[a-z0-9_]+$/, example: 'org:name' };
const permissionKeys = { form: /^org:[a-z0-9_]+:[a-z0-9_]+$/, example: 'org:feature:action' };

function checkKey(key: string, { form, example }: typeof roleKeys): string {
  if (form.test(key)) return key;
  throw new ParameterError('form_param_format_invalid', 'is invalid', 'key', `key must look like ${example}.`);
}

/** The key of a seed may have another form. It is checked only when it changes. */
function changedKey(row: { readonly key: string }, given: string | null | undefined, keys: typeof roleKeys): string {
  const key = given ?? row.key;
  return key === row.key ? key : checkKey(key, keys);
}

function checkIsOwn(permission: PermissionRow): void {
  if (permission.type === 'user') return;
  throw new ApiError(403, 'organization_system_permission_not_modifiable', 'System permissions cannot be changed.');
}

/** Ids or keys of permissions; undefined if the body has none. */
async function readPermissions(db: Database, body: RequestBody): Promise<readonly string[] | undefined> {
  const names = body.strings('permissions');
  if (!names) return undefined;
  const ids = [];
  for (const name of names) {
    const known =
      (await permissionCollection.find(db, name)) ??
      (await permissionCollection.findWhere(db, { where: { key: name } }));
    if (!known) throw new NotFoundError(`No permission was found with id ${name}.`);
    ids.push(known.id);
  }
  return ids;
}

async function requirePermission(db: Database, id: string): Promise<PermissionRow> {
  const row = await permissionCollection.find(db, id);
  if (row) return row;
  throw new NotFoundError(`No permission was found with id ${id}.`);
}

async function requireRole(db: Database, id: string): Promise<RoleRow> {
  const row = await roleCollection.find(db, id);
  if (row) return row;
  throw new NotFoundError(`No role was found with id ${id}.`);
}

async function show(db: Database, row: RoleRow): Promise<object> {
  return roleJSON(await RoleBook.read(db), row);
}
