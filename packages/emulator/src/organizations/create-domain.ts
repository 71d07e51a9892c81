import type { OrganizationEnrollmentMode } from '@acme/backend/wire';
import { ApiError, ParameterError } from '../errors/api-error.js';
import { emit } from '../instance/emit.js';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { oneAtATime } from '../store/one-at-a-time.js';
import { browserDomainJSON } from './browser-domain-json.js';
import { organizationDomains, type OrganizationDomain, type OrganizationDomainRow } from './organization-domains.js';

/** Domains where everybody can have an address. */
const commonDomains: readonly string[] = [
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'yahoo.com',
  'icloud.com',
  'aol.com',
  'gmx.de',
  'gmx.net',
  'proton.me',
];

/**
 * Adds a domain, if the organization has fewer than the settings permit.
 * @param check - a further check, which no other domain of the organization comes between
 * @throws {ApiError} 403 `organization_domain_quota_exceeded`, `duplicate_domain`
 */
export function insertDomain(
  instance: Instance,
  organizationId: string,
  domain: OrganizationDomain,
  check: () => Promise<void> = () => Promise.resolve(),
): Promise<OrganizationDomainRow> {
  return oneAtATime(instance.db, `domains of ${organizationId}`, async () => {
    const { max_allowed_domains: limit = 10 } = (await instanceSettings(instance)).organizations;
    if ((await organizationDomains.count(instance.db, { scope: organizationId })) >= limit) {
      throw new ApiError(
        403,
        'organization_domain_quota_exceeded',
        'organization domains quota exceeded',
        `An organization may have ${limit} domains.`,
      );
    }
    await check();
    return organizationDomains.insert(instance, domain, { scope: organizationId });
  });
}

/**
 * Adds a domain, which its members must verify.
 * @throws {ParameterError} 422 `form_param_format_invalid`, `organization_domain_common`, `organization_domain_already_exists`
 * @throws {ApiError} 403 `organization_domains_not_enabled`, `organization_domain_quota_exceeded`,
 * `organization_domain_enrollment_mode_not_enabled`
 */
export async function createDomain(
  instance: Instance,
  organizationId: string,
  wanted: { readonly name: string; readonly enrollmentMode?: OrganizationEnrollmentMode | undefined },
): Promise<OrganizationDomainRow> {
  const { organizations: settings } = await instanceSettings(instance);
  if (!settings.domains_enabled) {
    throw new ApiError(403, 'organization_domains_not_enabled', 'access denied', 'Domains are not enabled here.');
  }
  const name = checkDomainName(wanted.name);
  const enrollmentMode = wanted.enrollmentMode ?? 'manual_invitation';
  await checkEnrollmentMode(instance, enrollmentMode);
  const row = await insertDomain(instance, organizationId, { name, enrollmentMode, verified: false }, async () => {
    if (await organizationDomains.findWhere(instance.db, { where: { name } }))
      throw invalidName('organization_domain_already_exists', 'An organization has this domain already.');
  });
  emit(instance, 'organizationDomain.created', await browserDomainJSON(instance, row));
  return row;
}

/** @throws {ApiError} 403 `organization_domain_enrollment_mode_not_enabled` */
export async function checkEnrollmentMode(instance: Instance, mode: OrganizationEnrollmentMode): Promise<void> {
  const { organizations } = await instanceSettings(instance);
  const enabled: readonly string[] = organizations.domains_enrollment_modes;
  if (mode === 'manual_invitation' || enabled.includes(mode)) return;
  throw new ApiError(
    403,
    'organization_domain_enrollment_mode_not_enabled',
    'organization enrollment mode not enabled',
    `The enrollment mode ${mode} is not enabled here.`,
  );
}

function checkDomainName(text: string): string {
  const name = text.trim().toLowerCase();
  if (!/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*$/.test(name)) {
    throw invalidName('form_param_format_invalid', 'name must be a domain name.');
  }
  if (commonDomains.includes(name)) {
    throw invalidName('organization_domain_common', 'Everybody can have an address at this domain. Use another one.');
  }
  return name;
}

function invalidName(code: string, message: string): ParameterError {
  return new ParameterError(code, 'is invalid', 'name', message);
}
