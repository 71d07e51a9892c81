/** What an identifier on the allowlist is. */
export type AllowlistIdentifierType = 'email_address' | 'phone_number' | 'web3_wallet';

/** An identifier that may sign up although sign-up is restricted. */
export interface AllowlistIdentifierJSON {
  readonly object: 'allowlist_identifier';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** E-mail address, `*@domain`, phone number (E.164) or wallet address. */
  readonly identifier: string;
  /** What the identifier is. */
  readonly identifier_type: AllowlistIdentifierType;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** Instance it belongs to. */
  readonly instance_id?: string;
  /** Invitation that was sent with it. */
  readonly invitation_id?: string;
}
