import { ApiError, ParameterError } from '../../errors/api-error.js';
import { deleted } from '../../http/deleted.js';
import { readPage } from '../../http/read-page.js';
import { emit } from '../../instance/emit.js';
import { instanceSettings } from '../../instance/instance-settings.js';
import type { Instance } from '../../instance/instance.js';
import { browserOrganizationJSON } from '../../organizations/browser-organization-json.js';
import { checkOrganizationsEnabled } from '../../organizations/check-organizations-enabled.js';
import { createOrganization } from '../../organizations/create-organization.js';
import { deleteOrganization } from '../../organizations/delete-organization.js';
import {
  checkSlug,
  organizationCollection,
  organizationJSON,
  type Organization,
  type OrganizationRow,
} from '../../organizations/organization.js';
import { roleCollection } from '../../organizations/role.js';
import { RoleBook } from '../../organizations/role-book.js';
import { roleJSON } from '../../organizations/role-json.js';
import { oneAtATime } from '../../store/one-at-a-time.js';
import { removeImage, replaceImage } from '../../store/replace-image.js';
import type { UserRow } from '../../store/tables.js';
import { changeAnswer, readAnswer } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { requireSignedIn } from '../require-signed-in.js';
import { requireOrganizationAccess } from './require-organization-access.js';

const maxNameLength = 256;

export const organizationHandlers = {
  async createOrganization(call) {
    const { instance, body } = call;
    const { client, record } = await requireSignedIn(call);
    await checkOrganizationsEnabled(instance);
    const name = checkName(body.requiredString('name'));
    const slug = await readSlug(instance, body.string('slug'));
    const createdBy = record.user.id;
    const organization = await oneAtATime(instance.db, `organizations of ${createdBy}`, async () => {
      await checkMayCreate(instance, record.user);
      return createOrganization(instance, { name, slug, createdBy });
    });
    return changeAnswer(call, client.id, await browserOrganizationJSON(instance, organization));
  },

  /** What the form for a new organization starts with: nothing, because nothing is known of the company. */
  async getOrganizationCreationDefaults(call) {
    await requireSignedIn(call);
    await checkOrganizationsEnabled(call.instance);
    return readAnswer({ form: { name: '', slug: '', logo: null }, advisory: null });
  },

  async getOrganization(call) {
    const { organization } = await requireOrganizationAccess(call, call.params.organization_id);
    return readAnswer(await browserOrganizationJSON(call.instance, organization));
  },

  async updateOrganization(call) {
    const { instance, body } = call;
    const { client, organization } = await requireOrganizationAccess(
      call,
      call.params.organization_id,
      'org:sys_profile:manage',
    );
    const name = body.string('name');
    const slug = await readSlug(instance, body.string('slug'));
    const change = { ...(name && { name: checkName(name) }), ...(slug && { slug }) };
    return changeAnswer(call, client.id, await changeOrganization(instance, organization, change));
  },

  async deleteOrganization(call) {
    const { client, organization } = await requireOrganizationAccess(
      call,
      call.params.organization_id,
      'org:sys_profile:delete',
    );
    const { organizations: settings } = await instanceSettings(call.instance);
    if (!organization.adminDeleteEnabled || !settings.admin_delete_enabled) {
      throw new ApiError(
        403,
        'organization_admin_delete_not_enabled',
        'admin delete not enabled',
        'Members may not delete this organization.',
      );
    }
    return changeAnswer(call, client.id, await deleteOrganization(call.instance, organization));
  },

  async updateOrganizationLogo(call) {
    const { client, organization } = await requireOrganizationAccess(
      call,
      call.params.organization_id,
      'org:sys_profile:manage',
    );
    const imageId = await replaceImage(call.instance, organization.id, call.body.requiredFile('file'));
    return changeAnswer(call, client.id, await changeOrganization(call.instance, organization, { imageId }));
  },

  async deleteOrganizationLogo(call) {
    const { client, organization } = await requireOrganizationAccess(
      call,
      call.params.organization_id,
      'org:sys_profile:manage',
    );
    await removeImage(call.instance, organization.id);
    await changeOrganization(call.instance, organization, { imageId: null });
    return changeAnswer(call, client.id, deleted('image', organization.imageId ?? organization.id));
  },

  async ListOrganizationRoles(call) {
    await requireOrganizationAccess(call, call.params.organization_id);
    const { db } = call.instance;
    const order = { by: 'createdAt', descending: false } as const;
    const { rows, total } = await roleCollection.page(db, { order, page: readPage(call.query) });
    const book = await RoleBook.read(db);
    const data = rows.map((row) => ({ ...roleJSON(book, row), description: row.description ?? '' }));
    return readAnswer({ data, total_count: total, has_role_set_migration: false });
  },
} satisfies FrontendHandlers;

async function changeOrganization(
  instance: Instance,
  row: OrganizationRow,
  change: Partial<Organization>,
): Promise<object> {
  const changed = await organizationCollection.update(instance, row, change);
  emit(instance, 'organization.updated', organizationJSON(instance, changed));
  return browserOrganizationJSON(instance, changed);
}

/** @throws {ApiError} 403 `user_create_organization_not_enabled`, `organization_quota_exceeded` */
async function checkMayCreate(instance: Instance, user: UserRow): Promise<void> {
  const { actions } = await instanceSettings(instance);
  if (!actions.create_organization || !user.createOrganizationEnabled) {
    throw new ApiError(
      403,
      'user_create_organization_not_enabled',
      'create organization not enabled',
      'You may not create organizations.',
    );
  }
  const limit = user.createOrganizationsLimit ?? actions.create_organizations_limit;
  if (!limit || (await organizationCollection.count(instance.db, { where: { createdBy: user.id } })) < limit) return;
  throw new ApiError(
    403,
    'organization_quota_exceeded',
    'organization quota exceeded',
    `You may create ${limit} organizations.`,
  );
}

/** @throws {ParameterError} `form_param_exceeds_allowed_size` */
function checkName(name: string): string {
  if (name.length <= maxNameLength) return name;
  throw new ParameterError(
    'form_param_exceeds_allowed_size',
    'is too long',
    'name',
    `name may have ${maxNameLength} characters.`,
  );
}

/** @throws {ParameterError} `form_param_format_invalid`, `form_param_unknown` where slugs are switched off */
async function readSlug(instance: Instance, slug: string | null | undefined): Promise<string | undefined> {
  if (!slug) return undefined;
  if (!(await instanceSettings(instance)).organizations.slug_disabled) return checkSlug(slug);
  throw new ParameterError('form_param_unknown', 'is unknown', 'slug', 'Organizations have no slugs here.');
}
