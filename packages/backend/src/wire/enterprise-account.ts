import type { VerificationJSON } from './verification.js';

/** An account of a user at an enterprise identity provider. */
export interface EnterpriseAccountJSON {
  readonly object: 'enterprise_account';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Whether it is in use. */
  readonly active: boolean;
  /** E-mail address. */
  readonly email_address: string;
  /** Connection through which the account was created. */
  readonly enterprise_connection: EnterpriseAccountConnectionJSON | null;
  /** First name. */
  readonly first_name: string | null;
  /** Last name. */
  readonly last_name: string | null;
  /** Protocol, `saml` or `oauth`. */
  readonly protocol: string;
  /** Provider, for example `saml_okta` or `oidc_custom`. */
  readonly provider: string;
  /** Identifier of the person at the provider. */
  readonly provider_user_id: string | null;
  /** Data that the frontend may read, as it was given. */
  readonly public_metadata: Readonly<Record<string, unknown>>;
  /** State of the verification; null if none was started. */
  readonly verification: VerificationJSON | null;
  /** When it was last used to sign in; Unix time in ms. */
  readonly last_authenticated_at: number | null;
  /** Identifier of the connection through which the account was created. */
  readonly enterprise_connection_id: string | null;
}

/** Summary of the connection through which an enterprise account was created. */
export interface EnterpriseAccountConnectionJSON {
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Whether it is in use. */
  readonly active: boolean;
  /** Whether sign-in may start at the identity provider. */
  readonly allow_idp_initiated: boolean;
  /** Whether addresses on subdomains are included. */
  readonly allow_subdomains: boolean;
  /** Whether people of this connection are kept from adding other identifications. */
  readonly disable_additional_identifications: boolean;
  /** E-mail domain it applies to. */
  readonly domain: string;
  /** URL of the logo. */
  readonly logo_public_url: string | null;
  /** Name shown to people. */
  readonly name: string;
  /** Protocol, `saml` or `oauth`. */
  readonly protocol: string;
  /** Provider, for example `saml_okta` or `oidc_custom`. */
  readonly provider: string;
  /** Whether user attributes are copied from the provider at each sign-in. */
  readonly sync_user_attributes: boolean;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
}
