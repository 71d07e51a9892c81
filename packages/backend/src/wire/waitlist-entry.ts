import type { InvitationJSON } from './invitation.js';

/** What became of an entry of the waitlist. */
export type WaitlistEntryStatus = 'pending' | 'invited' | 'completed' | 'rejected';

/** A person who wants to sign up as soon as that is possible. */
export interface WaitlistEntryJSON {
  readonly object: 'waitlist_entry';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** E-mail address. */
  readonly email_address: string;
  /** What became of the entry. */
  readonly status: WaitlistEntryStatus;
  /** Invitation that was sent, if any. */
  readonly invitation: InvitationJSON | null;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** Whether the entry cannot be changed right now. */
  readonly is_locked?: boolean;
}
