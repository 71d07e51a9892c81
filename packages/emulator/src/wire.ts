import type { JsonObject } from './store/tables.js';

/** Verification of an identifier, as the service sends it. Times are Unix ms. */
export interface VerificationJSON {
  readonly object: string;
  readonly status: string;
  readonly strategy: string;
  readonly attempts: number | null;
  readonly expire_at: number | null;
}

export interface EmailAddressJSON {
  readonly object: 'email_address';
  readonly id: string;
  readonly email_address: string;
  readonly reserved: boolean;
  readonly verification: VerificationJSON | null;
  readonly linked_to: readonly { readonly type: string; readonly id: string }[];
  readonly matches_sso_connection: boolean;
  readonly created_at: number;
  readonly updated_at: number;
}

export interface UserJSON {
  readonly object: 'user';
  readonly id: string;
  readonly external_id: string | null;
  readonly primary_email_address_id: string | null;
  readonly primary_phone_number_id: string | null;
  readonly primary_web3_wallet_id: string | null;
  readonly username: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly locale: string | null;
  readonly image_url: string;
  readonly profile_image_url: string;
  readonly has_image: boolean;
  readonly public_metadata: JsonObject;
  readonly private_metadata: JsonObject;
  readonly unsafe_metadata: JsonObject;
  readonly email_addresses: readonly EmailAddressJSON[];
  readonly phone_numbers: readonly never[];
  readonly web3_wallets: readonly never[];
  readonly passkeys: readonly never[];
  readonly external_accounts: readonly never[];
  readonly saml_accounts: readonly never[];
  readonly enterprise_accounts: readonly never[];
  readonly password_enabled: boolean;
  readonly password_last_updated_at: number | null;
  readonly two_factor_enabled: boolean;
  readonly totp_enabled: boolean;
  readonly backup_code_enabled: boolean;
  readonly mfa_enabled_at: number | null;
  readonly mfa_disabled_at: number | null;
  readonly last_sign_in_at: number | null;
  readonly last_active_at: number | null;
  readonly banned: boolean;
  readonly locked: boolean;
  readonly lockout_expires_in_seconds: number | null;
  readonly verification_attempts_remaining: number | null;
  readonly delete_self_enabled: boolean;
  readonly create_organization_enabled: boolean;
  readonly create_organizations_limit: number | null;
  readonly legal_accepted_at: number | null;
  readonly created_at: number;
  readonly updated_at: number;
}

export interface SessionJSON {
  readonly object: 'session';
  readonly id: string;
  readonly client_id: string;
  readonly user_id: string;
  readonly status: string;
  readonly actor: JsonObject | null;
  readonly last_active_organization_id: string | null;
  readonly last_active_at: number;
  readonly latest_activity: JsonObject | null;
  readonly expire_at: number;
  readonly abandon_at: number;
  readonly created_at: number;
  readonly updated_at: number;
}

export interface ClientJSON {
  readonly object: 'client';
  readonly id: string;
  readonly session_ids: readonly string[];
  readonly sessions: readonly SessionJSON[];
  readonly sign_in_id: string | null;
  readonly sign_up_id: string | null;
  readonly last_active_session_id: string | null;
  readonly last_authentication_strategy: string | null;
  readonly created_at: number;
  readonly updated_at: number;
}
