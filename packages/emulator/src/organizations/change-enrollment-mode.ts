import type { OrganizationEnrollmentMode } from '@acme/backend/wire';
import { emit } from '../instance/emit.js';
import type { Instance } from '../instance/instance.js';
import { revokeOrganizationInvitation } from './accept-organization-invitation.js';
import { browserDomainJSON } from './browser-domain-json.js';
import { checkEnrollmentMode } from './create-domain.js';
import { enrollMatchingUsers } from './enroll-matching-users.js';
import { organizationDomains, type OrganizationDomainRow } from './organization-domains.js';
import { organizationInvitations, organizationInvitationStatus } from './organization-invitations.js';
import { organizationSuggestions } from './organization-suggestions.js';

/**
 * Changes how users with an address at a domain join, and enrolls those who exist.
 * @param deletesPending - whether invitations and suggestions of the mode before are withdrawn
 * @throws {ApiError} 403 `organization_domain_enrollment_mode_not_enabled`
 */
export async function changeEnrollmentMode(
  instance: Instance,
  row: OrganizationDomainRow,
  enrollmentMode: OrganizationEnrollmentMode,
  deletesPending: boolean,
): Promise<OrganizationDomainRow> {
  await checkEnrollmentMode(instance, enrollmentMode);
  if (deletesPending) await withdrawPending(instance, row);
  const changed = await organizationDomains.update(instance, row, { enrollmentMode });
  await enrollMatchingUsers(instance, changed);
  emit(instance, 'organizationDomain.updated', await browserDomainJSON(instance, changed));
  return changed;
}

/** Deletes a domain with the invitations and suggestions that came from it. */
export async function deleteDomain(instance: Instance, row: OrganizationDomainRow): Promise<void> {
  await withdrawPending(instance, row);
  const shown = await browserDomainJSON(instance, row);
  await organizationDomains.delete(instance.db, row.id);
  emit(instance, 'organizationDomain.deleted', shown);
}

async function withdrawPending(instance: Instance, { id, scope }: OrganizationDomainRow): Promise<void> {
  const waiting = { scope, where: { domainId: id, status: 'pending' } } as const;
  for (const invitation of await organizationInvitations.list(instance.db, waiting)) {
    if (organizationInvitationStatus(instance, invitation) === 'pending') {
      await revokeOrganizationInvitation(instance, invitation);
    }
  }
  for (const { id: suggestionId } of await organizationSuggestions.list(instance.db, waiting)) {
    await organizationSuggestions.delete(instance.db, suggestionId);
  }
}
