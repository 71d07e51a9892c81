import type { VerificationJSON } from './verification.js';

/** An account of a user at an OAuth provider. */
export interface ExternalAccountJSON {
  readonly object: 'external_account';
  readonly id: string;
  readonly provider: string;
  readonly provider_user_id: string;
  readonly identification_id: string;
  readonly approved_scopes: string;
  readonly email_address: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly image_url?: string;
  readonly username: string | null;
  readonly phone_number: string | null;
  readonly public_metadata?: Readonly<Record<string, unknown>> | null;
  readonly label: string | null;
  readonly verification: VerificationJSON | null;
  readonly external_account_id?: string;
  /** Whether the provider vouches for the e-mail address. */
  readonly email_address_verified?: boolean | null;
  /** When it was created; Unix time in ms. */
  readonly created_at?: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at?: number;
}
