import type { InvitationJSON } from './invitation.js';

/** What became of an entry of the waitlist. */
export type WaitlistEntryStatus = 'pending' | 'invited' | 'completed' | 'rejected';

/** A person who wants to sign up as soon as that is possible. */
export interface WaitlistEntryJSON {
  readonly object: 'waitlist_entry';
  readonly id: string;
  readonly email_address: string;
  readonly status: WaitlistEntryStatus;
  readonly invitation: InvitationJSON | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly is_locked?: boolean;
}
