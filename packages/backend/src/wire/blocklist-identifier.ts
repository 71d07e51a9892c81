/** What an identifier on the blocklist is. */
export type BlocklistIdentifierType = 'email_address' | 'phone_number' | 'web3_wallet';

/** An identifier that may neither sign up nor sign in. */
export interface BlocklistIdentifierJSON {
  readonly object: 'blocklist_identifier';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** E-mail address, `*@domain`, phone number (E.164) or wallet address. */
  readonly identifier: string;
  /** What the identifier is. */
  readonly identifier_type: BlocklistIdentifierType;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** Instance it belongs to. */
  readonly instance_id?: string;
}
