import type { VerificationJSON } from './verification.js';

/** An e-mail address of a user. */
export interface EmailAddressJSON {
  readonly object: 'email_address';
  /** Identifier, `idn_…`. */
  readonly id: string;
  /** E-mail address. */
  readonly email_address: string;
  /** State of the verification; null if none was started. */
  readonly verification: VerificationJSON | null;
  /** Other identifications this one belongs to, for example the external account that added it. */
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
  /** Identifier of the other identification. */
  readonly id: string;
  /** Kind of the other identification. */
  readonly type: string;
}
