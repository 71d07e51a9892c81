import type { IdentificationLinkJSON } from './email-address.js';
import type { VerificationJSON } from './verification.js';

/** A phone number of a user. */
export interface PhoneNumberJSON {
  readonly object: 'phone_number';
  /** Identifier, `idn_…`. */
  readonly id: string;
  /** Phone number in E.164 form. */
  readonly phone_number: string;
  /** Whether it serves as second factor only. */
  readonly reserved_for_second_factor: boolean;
  /** Whether it is the second factor offered first. */
  readonly default_second_factor: boolean;
  /** State of the verification; null if none was started. */
  readonly verification: VerificationJSON | null;
  /** Other identifications this one belongs to, for example the external account that added it. */
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
