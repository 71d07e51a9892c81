import { and, eq, like } from 'drizzle-orm';
import { instanceSettings } from '../instance/instance-settings.js';
import type { Instance } from '../instance/instance.js';
import { oneAtATime } from '../store/one-at-a-time.js';
import { emailAddresses } from '../store/tables.js';
import type { UserRecord } from '../users/user-record.js';
import { insertOrganizationInvitation } from './insert-organization-invitation.js';
import { memberships } from './memberships.js';
import { organizationDomains, type OrganizationDomainRow } from './organization-domains.js';
import { organizationInvitations } from './organization-invitations.js';
import { organizationSuggestions } from './organization-suggestions.js';
import { requireOrganization } from './organization.js';

/** A verified address and its user. */
interface Candidate {
  readonly userId: string;
  readonly emailAddress: string;
}

/** Invites the users with a verified address at a domain, or suggests the organization to them, as its enrollment mode says. */
export async function enrollMatchingUsers(instance: Instance, domain: OrganizationDomainRow): Promise<void> {
  const found = await instance.db
    .select({ userId: emailAddresses.userId, emailAddress: emailAddresses.emailAddress })
    .from(emailAddresses)
    .where(and(eq(emailAddresses.verified, true), like(emailAddresses.emailAddress, `%@${domain.name}`)));
  // In a pattern, `_` is any character.
  const candidates = found.filter(({ emailAddress }) => emailAddress.endsWith(`@${domain.name}`));
  for (const candidate of candidates) await enroll(instance, domain, candidate);
}

/** The same for one user and all domains: for addresses that were verified after the domain. */
export async function enrollUser(instance: Instance, { user, emailAddresses: emails }: UserRecord): Promise<void> {
  const verified = emails.filter((email) => email.verified);
  const names = verified.map(({ emailAddress }) => domainOf(emailAddress));
  if (names.length === 0) return;
  for (const domain of await organizationDomains.list(instance.db, { where: { name: names, verified: true } })) {
    const email = verified.find(({ emailAddress }) => domainOf(emailAddress) === domain.name);
    if (email) await enroll(instance, domain, { userId: user.id, emailAddress: email.emailAddress });
  }
}

function domainOf(emailAddress: string): string {
  return emailAddress.slice(emailAddress.lastIndexOf('@') + 1);
}

/** Does nothing for members and for users who were invited or given the suggestion before. */
async function enroll(instance: Instance, domain: OrganizationDomainRow, candidate: Candidate): Promise<void> {
  const { userId, emailAddress } = candidate;
  const { scope, enrollmentMode: mode } = domain;
  if (!domain.verified || (mode !== 'automatic_invitation' && mode !== 'automatic_suggestion')) return;
  await oneAtATime(instance.db, `enrollment in ${scope}`, async () => {
    if ((await memberships.count(instance.db, { scope, where: { userId } })) > 0) return;
    if (mode === 'automatic_suggestion') {
      if ((await organizationSuggestions.count(instance.db, { scope, where: { userId } })) > 0) return;
      const suggestion = { userId, domainId: domain.id, status: 'pending' } as const;
      await organizationSuggestions.insert(instance, suggestion, { scope });
      return;
    }
    if ((await organizationInvitations.count(instance.db, { scope, where: { emailAddress } })) > 0) return;
    const { organizations } = await instanceSettings(instance);
    await insertOrganizationInvitation(instance, await requireOrganization(instance.db, scope), {
      emailAddress,
      role: organizations.domains_default_role,
      domainId: domain.id,
    });
  });
}
