import type { VerificationJSON } from './verification.js';

/** An e-mail address of a user. */
export interface EmailAddressJSON {
  readonly object: 'email_address';
  readonly id: string;
  readonly email_address: string;
  readonly verification: VerificationJSON | null;
  readonly linked_to: readonly IdentificationLinkJSON[];
  /** Whether it is kept for this user although it is not verified. */
  readonly reserved?: boolean;
  /** Whether an enterprise connection covers its domain. */
  readonly matches_sso_connection?: boolean;
  /** When it was created; Unix time in ms. */
  readonly created_at?: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at?: number;
}

/** Points to another identification of the same user. */
export interface IdentificationLinkJSON {
  readonly id: string;
  readonly type: string;
}
