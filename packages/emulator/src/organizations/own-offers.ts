import { NotFoundError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import type { UserRecord } from '../users/user-record.js';
import { acceptOrganizationInvitation } from './accept-organization-invitation.js';
import { checkOrganizationsEnabled } from './check-organizations-enabled.js';
import { enrollUser } from './enroll-matching-users.js';
import { joinBySuggestion } from './join-by-suggestion.js';
import {
  organizationInvitations,
  organizationInvitationStatus,
  type OrganizationInvitationRow,
} from './organization-invitations.js';
import { organizationSuggestions, type OrganizationSuggestionRow } from './organization-suggestions.js';

/** The organizations that a user may join: by an invitation to a verified address, or because they are suggested. */
export const ownOffers = {
  /** The invitations that can be accepted, and the suggestions that did not make the user a member yet. */
  async list(
    instance: Instance,
    record: UserRecord,
  ): Promise<{
    readonly invitations: readonly OrganizationInvitationRow[];
    readonly suggestions: readonly OrganizationSuggestionRow[];
  }> {
    await enrollUser(instance, record);
    const [invitations, suggestions] = await Promise.all([
      organizationInvitations.list(instance.db, { where: { emailAddress: verifiedAddresses(record) } }),
      organizationSuggestions.list(instance.db, {
        where: { userId: record.user.id, status: ['pending', 'accepted'] },
      }),
    ]);
    const isPending = (row: OrganizationInvitationRow) => organizationInvitationStatus(instance, row) === 'pending';
    return { invitations: invitations.filter(isPending), suggestions };
  },

  /** Makes the user a member. @throws {ApiError} as `acceptOrganizationInvitation`; 404 for an invitation of somebody else */
  async acceptInvitation(instance: Instance, record: UserRecord, id: string): Promise<OrganizationInvitationRow> {
    await checkOrganizationsEnabled(instance);
    const row = await organizationInvitations.find(instance.db, id);
    if (!row || !verifiedAddresses(record).includes(row.emailAddress)) {
      throw new NotFoundError(`You have no invitation with id ${id}.`);
    }
    return acceptOrganizationInvitation(instance, row, record.user.id);
  },

  /** Asks the members of a suggested organization. @throws {ApiError} as `joinBySuggestion.ask`; 404 for a suggestion to somebody else */
  async acceptSuggestion(instance: Instance, record: UserRecord, id: string): Promise<OrganizationSuggestionRow> {
    await checkOrganizationsEnabled(instance);
    const row = await organizationSuggestions.find(instance.db, id);
    if (row?.userId !== record.user.id) throw new NotFoundError(`You have no suggestion with id ${id}.`);
    return joinBySuggestion.ask(instance, row);
  },
} as const;

/** The addresses of a user that invitations may name. */
export function verifiedAddresses({ emailAddresses }: UserRecord): readonly string[] {
  return emailAddresses.filter(({ verified }) => verified).map(({ emailAddress }) => emailAddress);
}
