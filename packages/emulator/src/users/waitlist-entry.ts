import type { WaitlistEntryJSON, WaitlistEntryStatus } from '@acme/backend/wire';
import { emit } from '../instance/emit.js';
import type { Instance } from '../instance/instance.js';
import { Collection, type Row } from '../store/collection.js';
import { oneAtATime } from '../store/one-at-a-time.js';
import { checkEmailAddress } from './check-email-address.js';
import { invitationCollection, invitationJSON } from './invitation.js';

/** Somebody who waits for an invitation to sign up. */
export interface WaitlistEntry {
  readonly emailAddress: string;
  readonly status: WaitlistEntryStatus;
  readonly invitationId: string | null;
  /** Unix time in ms. */
  readonly invitedAt: number | null;
}

export type WaitlistEntryRow = Row<WaitlistEntry>;

export const waitlistEntries = new Collection<WaitlistEntry>('waitlist_entry', { idPrefix: 'wle' });

/**
 * Puts an address on the list. A second request of an address returns the existing entry.
 * @param notify - whether a message is sent. Default true
 * @throws {ParameterError} `form_param_format_invalid`
 */
export async function joinWaitlist(instance: Instance, text: string, notify = true): Promise<WaitlistEntryRow> {
  const emailAddress = checkEmailAddress(text);
  return oneAtATime(instance.db, 'waitlist', async () => {
    const known = await waitlistEntries.findWhere(instance.db, { where: { emailAddress } });
    if (known) return known;
    const wanted = { emailAddress, status: 'pending', invitationId: null, invitedAt: null } as const;
    const entry = await waitlistEntries.insert(instance, wanted);
    if (notify) {
      instance.deliver({ to: emailAddress, subject: 'You are on the waitlist', text: 'We will write to you.' });
    }
    emit(instance, 'waitlistEntry.created', await waitlistEntryJSON(instance, entry));
    return entry;
  });
}

/** Changes an entry, and sends the event. @returns the changed entry in wire form */
export async function changeWaitlistEntry(
  instance: Instance,
  row: WaitlistEntryRow,
  change: Partial<WaitlistEntry>,
): Promise<WaitlistEntryJSON> {
  const changed = await waitlistEntryJSON(instance, await waitlistEntries.update(instance, row, change));
  emit(instance, 'waitlistEntry.updated', changed);
  return changed;
}

/** An entry as the Backend API shows it. */
export async function waitlistEntryJSON(instance: Instance, row: WaitlistEntryRow): Promise<WaitlistEntryJSON> {
  const invitation =
    row.invitationId === null ? undefined : await invitationCollection.find(instance.db, row.invitationId);
  return {
    object: 'waitlist_entry',
    id: row.id,
    email_address: row.emailAddress,
    status: row.status,
    is_locked: false,
    invitation: invitation ? invitationJSON(instance, invitation) : null,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}
