/** What an identifier on the allowlist is. */
export type AllowlistIdentifierType = 'email_address' | 'phone_number' | 'web3_wallet';

/** An identifier that may sign up although sign-up is restricted. */
export interface AllowlistIdentifierJSON {
  readonly object: 'allowlist_identifier';
  readonly id: string;
  readonly identifier: string;
  readonly identifier_type: AllowlistIdentifierType;
  readonly created_at: number;
  readonly updated_at: number;
  readonly instance_id?: string;
  readonly invitation_id?: string;
}
