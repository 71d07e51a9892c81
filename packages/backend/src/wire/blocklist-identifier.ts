/** What an identifier on the blocklist is. */
export type BlocklistIdentifierType = 'email_address' | 'phone_number' | 'web3_wallet';

/** An identifier that may neither sign up nor sign in. */
export interface BlocklistIdentifierJSON {
  readonly object: 'blocklist_identifier';
  readonly id: string;
  readonly identifier: string;
  readonly identifier_type: BlocklistIdentifierType;
  readonly created_at: number;
  readonly updated_at: number;
  readonly instance_id?: string;
}
