import type { WaitlistEntryJSON, WaitlistEntryStatus } from '../../wire/waitlist-entry.js';
import { one, resource } from '../resource.js';
import type { Invitation } from './invitation.js';
import { invitation } from './invitation.js';

/** A person who wants to sign up as soon as that is possible. */
export class WaitlistEntry {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** E-mail address. */
  declare readonly emailAddress: string;
  /** What became of the entry. */
  declare readonly status: WaitlistEntryStatus;
  /** Invitation that was sent, if any. */
  declare readonly invitation: Invitation | null;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
  /** Whether the entry cannot be changed right now. */
  declare readonly isLocked?: boolean | undefined;
}

/** Reads `WaitlistEntryJSON`. */
export const waitlistEntry = resource<WaitlistEntryJSON>()(
  'waitlist_entry',
  WaitlistEntry,
  ['id', 'emailAddress', 'status', 'createdAt', 'updatedAt', 'isLocked'],
  {
    invitation: one(invitation),
  },
);
