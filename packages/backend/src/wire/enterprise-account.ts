import type { VerificationJSON } from './verification.js';

/** An account of a user at an enterprise identity provider. */
export interface EnterpriseAccountJSON {
  readonly object: 'enterprise_account';
  readonly id: string;
  readonly active: boolean;
  readonly email_address: string;
  readonly enterprise_connection: EnterpriseAccountConnectionJSON | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly protocol: string;
  readonly provider: string;
  readonly provider_user_id: string | null;
  readonly public_metadata: Readonly<Record<string, unknown>>;
  readonly verification: VerificationJSON | null;
  readonly last_authenticated_at: number | null;
  readonly enterprise_connection_id: string | null;
}

/** Summary of the connection through which an enterprise account was created. */
export interface EnterpriseAccountConnectionJSON {
  readonly id: string;
  readonly active: boolean;
  readonly allow_idp_initiated: boolean;
  readonly allow_subdomains: boolean;
  readonly disable_additional_identifications: boolean;
  readonly domain: string;
  readonly logo_public_url: string | null;
  readonly name: string;
  readonly protocol: string;
  readonly provider: string;
  readonly sync_user_attributes: boolean;
  readonly created_at: number;
  readonly updated_at: number;
}
