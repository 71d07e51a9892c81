import type { IdentificationLinkJSON } from './email-address.js';
import type { VerificationJSON } from './verification.js';

/** A phone number of a user. */
export interface PhoneNumberJSON {
  readonly object: 'phone_number';
  readonly id: string;
  readonly phone_number: string;
  readonly reserved_for_second_factor: boolean;
  readonly default_second_factor: boolean;
  readonly verification: VerificationJSON | null;
  readonly linked_to: readonly IdentificationLinkJSON[];
  /** Whether it is kept for this user although it is not verified. */
  readonly reserved: boolean;
  /** Codes for use when the phone is lost. */
  readonly backup_codes: readonly string[];
  /** When it was created; Unix time in ms. */
  readonly created_at?: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at?: number;
}
