import type { SamlConnectionIdpCertificateJSON } from './saml-connection.js';

/** A connection to an enterprise identity provider. */
export interface EnterpriseConnectionJSON {
  readonly object: 'enterprise_connection';
  readonly id: string;
  readonly name: string;
  readonly domains: readonly string[];
  readonly organization_id?: string | null;
  readonly active: boolean;
  readonly sync_user_attributes: boolean;
  readonly allow_subdomains?: boolean;
  readonly disable_additional_identifications: boolean;
  readonly created_at: number;
  readonly updated_at: number;
  readonly saml_connection?: EnterpriseConnectionSamlConnectionJSON | null;
  readonly oauth_config?: EnterpriseConnectionOauthConfigJSON | null;
  readonly provider: string;
  readonly logo_public_url?: string;
  readonly allow_organization_account_linking: boolean;
  readonly authenticatable: boolean;
  readonly disable_jit_provisioning: boolean;
  readonly custom_attributes?: readonly EnterpriseConnectionCustomAttributeJSON[];
}

/** The SAML part of an enterprise connection. */
export interface EnterpriseConnectionSamlConnectionJSON {
  readonly id: string;
  readonly name: string;
  readonly idp_entity_id?: string;
  readonly idp_sso_url?: string;
  readonly idp_certificate?: string;
  readonly idp_certificate_issued_at?: number;
  readonly idp_certificate_expires_at?: number;
  /** All certificates the connection trusts; the first one is `idp_certificate`. Services from before 3.25.0 do not send them. */
  readonly idp_certificates?: readonly SamlConnectionIdpCertificateJSON[] | null;
  readonly idp_metadata_url?: string;
  readonly idp_metadata?: string;
  readonly acs_url?: string;
  readonly sp_entity_id?: string;
  readonly sp_metadata_url?: string;
  readonly sync_user_attributes?: boolean;
  readonly allow_subdomains: boolean;
  readonly allow_idp_initiated: boolean;
  readonly active: boolean;
  readonly force_authn: boolean;
  readonly login_hint: EnterpriseConnectionSamlConnectionLoginHintJSON;
}

/** How the sign-in identifier is passed to a SAML identity provider. */
export interface EnterpriseConnectionSamlConnectionLoginHintJSON {
  readonly mode: 'email_address' | 'custom_attribute' | 'off';
  readonly source?: string;
}

/** The OAuth part of an enterprise connection. */
export interface EnterpriseConnectionOauthConfigJSON {
  readonly id: string;
  readonly name: string;
  readonly client_id?: string;
  readonly discovery_url?: string;
  readonly logo_public_url?: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly provider_key: string;
  readonly auth_url?: string;
  readonly token_url?: string;
  readonly user_info_url?: string;
  readonly requires_pkce: boolean;
}

/** An attribute that a connection reads from its provider. */
export interface EnterpriseConnectionCustomAttributeJSON {
  readonly name: string;
  readonly key: string;
  readonly sso_path: string;
  readonly scim_path: string;
  readonly multi_valued: boolean;
}
