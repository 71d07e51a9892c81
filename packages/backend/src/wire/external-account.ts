import type { VerificationJSON } from './verification.js';

/** An account of a user at an OAuth provider. */
export interface ExternalAccountJSON {
  readonly object: 'external_account';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Provider, for example `oauth_google`. */
  readonly provider: string;
  /** Identifier of the person at the provider. */
  readonly provider_user_id: string;
  /** Identification it is stored as, `idn_…`. */
  readonly identification_id: string;
  /** Scopes the person granted, separated by spaces. */
  readonly approved_scopes: string;
  /** E-mail address. */
  readonly email_address: string;
  /** First name. */
  readonly first_name: string;
  /** Last name. */
  readonly last_name: string;
  /** URL of the picture. */
  readonly image_url?: string;
  /** User name. */
  readonly username: string | null;
  /** Phone number in E.164 form. */
  readonly phone_number: string | null;
  /** Data that the frontend may read, as it was given. */
  readonly public_metadata?: Readonly<Record<string, unknown>> | null;
  /** Label that distinguishes accounts of one provider. */
  readonly label: string | null;
  /** State of the verification; null if none was started. */
  readonly verification: VerificationJSON | null;
  /** Identifier of the external account, `eac_…`. */
  readonly external_account_id?: string;
  /** Whether the provider vouches for the e-mail address. */
  readonly email_address_verified?: boolean | null;
  /** When it was created; Unix time in ms. */
  readonly created_at?: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at?: number;
}
