import { ApiError, ParameterError } from '../errors/api-error.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { oneAtATime } from '../store/one-at-a-time.js';
import type { UserRow } from '../store/tables.js';
import { checkOrganizationsEnabled } from './check-organizations-enabled.js';
import { createOrganization } from './create-organization.js';
import { checkSlug, organizationCollection, type OrganizationRow } from './organization.js';

const maxNameLength = 256;

/**
 * Creates an organization for the person who asks, as far as the settings and the user permit.
 * @throws {ApiError} 403 `organization_not_enabled_in_instance`, `user_create_organization_not_enabled`, `organization_quota_exceeded`
 * @throws {ParameterError} for a name or a slug
 */
export async function createOwnOrganization(
  instance: Instance,
  user: UserRow,
  wanted: { readonly name: string; readonly slug?: string | null | undefined },
): Promise<OrganizationRow> {
  await checkOrganizationsEnabled(instance);
  const name = checkOrganizationName(wanted.name);
  const slug = await checkOwnSlug(instance, wanted.slug);
  const createdBy = user.id;
  return oneAtATime(instance.db, `organizations of ${createdBy}`, async () => {
    const refusal = await findRefusal(instance, user);
    if (refusal) throw refusal;
    return createOrganization(instance, { name, slug, createdBy });
  });
}

/** Whether a user may create an organization now. */
export async function mayCreateOrganization(instance: Instance, user: UserRow): Promise<boolean> {
  return (await findRefusal(instance, user)) === undefined;
}

async function findRefusal(instance: Instance, user: UserRow): Promise<ApiError | undefined> {
  const { actions } = await instanceSettings(instance);
  if (!actions.create_organization || !user.createOrganizationEnabled) {
    return new ApiError(
      403,
      'user_create_organization_not_enabled',
      'create organization not enabled',
      'You may not create organizations.',
    );
  }
  const limit = user.createOrganizationsLimit ?? actions.create_organizations_limit;
  if (!limit || (await organizationCollection.count(instance.db, { where: { createdBy: user.id } })) < limit)
    return undefined;
  const text = `You may create ${limit} organizations.`;
  return new ApiError(403, 'organization_quota_exceeded', 'organization quota exceeded', text);
}

/** @throws {ParameterError} `form_param_missing`, `form_param_exceeds_allowed_size` */
export function checkOrganizationName(name: string): string {
  if (name.trim() === '')
    throw new ParameterError('form_param_missing', 'is missing', 'name', 'name must not be empty.');
  if (name.length <= maxNameLength) return name;
  throw new ParameterError(
    'form_param_exceeds_allowed_size',
    'is too long',
    'name',
    `name may have ${maxNameLength} characters.`,
  );
}

/** @throws {ParameterError} `form_param_format_invalid`, `form_param_unknown` where slugs are switched off */
export async function checkOwnSlug(instance: Instance, slug: string | null | undefined): Promise<string | undefined> {
  if (!slug) return undefined;
  if (!(await instanceSettings(instance)).organizations.slug_disabled) return checkSlug(slug);
  throw new ParameterError('form_param_unknown', 'is unknown', 'slug', 'Organizations have no slugs here.');
}
