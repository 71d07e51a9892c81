import { ApiError } from '../../errors/api-error.js';
import { deleted } from '../../http/deleted.js';
import { readPage } from '../../http/read-page.js';
import { emit } from '../../instance/emit.js';
import { instanceSettings } from '../../instance/instance-settings.js';
import type { Instance } from '../../instance/instance.js';
import { browserOrganizationJSON } from '../../organizations/browser-organization-json.js';
import { checkOrganizationsEnabled } from '../../organizations/check-organizations-enabled.js';
import {
  checkOrganizationName,
  checkOwnSlug,
  createOwnOrganization,
} from '../../organizations/create-own-organization.js';
import { deleteOrganization } from '../../organizations/delete-organization.js';
import {
  organizationCollection,
  organizationJSON,
  type Organization,
  type OrganizationRow,
} from '../../organizations/organization.js';
import { roleCollection } from '../../organizations/role.js';
import { RoleBook } from '../../organizations/role-book.js';
import { roleJSON } from '../../organizations/role-json.js';
import { removeImage, replaceImage } from '../../store/replace-image.js';
import { changeAnswer, readAnswer } from '../frontend-call.js';
import type { FrontendHandlers } from '../frontend-handlers.js';
import { requireSignedIn } from '../require-signed-in.js';
import { requireOrganizationAccess } from './require-organization-access.js';

export const organizationHandlers = {
  async createOrganization(call) {
    const { instance, body } = call;
    const { client, record } = await requireSignedIn(call);
    await checkOrganizationsEnabled(instance);
    const wanted = { name: body.requiredString('name'), slug: body.string('slug') };
    const organization = await createOwnOrganization(instance, record.user, wanted);
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
    const slug = await checkOwnSlug(instance, body.string('slug'));
    const change = { ...(name && { name: checkOrganizationName(name) }), ...(slug && { slug }) };
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
