import type { SamlConnectionIdpCertificateJSON } from './saml-connection.js';

/** A connection to an enterprise identity provider. */
export interface EnterpriseConnectionJSON {
  readonly object: 'enterprise_connection';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Name shown to people. */
  readonly name: string;
  /** E-mail domains it applies to. */
  readonly domains: readonly string[];
  /** Organization it belongs to. */
  readonly organization_id?: string | null;
  /** Whether it is in use. */
  readonly active: boolean;
  /** Whether user attributes are copied from the provider at each sign-in. */
  readonly sync_user_attributes: boolean;
  /** Whether addresses on subdomains are included. @deprecated The service keeps it for old clients. */
  readonly allow_subdomains?: boolean;
  /** Whether people of this connection are kept from adding other identifications. */
  readonly disable_additional_identifications: boolean;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** SAML part; null for OAuth connections. */
  readonly saml_connection?: EnterpriseConnectionSamlConnectionJSON | null;
  /** OAuth part; null for SAML connections. */
  readonly oauth_config?: EnterpriseConnectionOauthConfigJSON | null;
  /** Provider, for example `saml_okta` or `oidc_custom`. */
  readonly provider: string;
  /** URL of the logo. */
  readonly logo_public_url?: string;
  /** Whether existing members of the organization are linked to it. */
  readonly allow_organization_account_linking: boolean;
  /** Whether people can sign in with it. */
  readonly authenticatable: boolean;
  /** Whether unknown people are refused instead of being created at sign-in. */
  readonly disable_jit_provisioning: boolean;
  /** Further attributes read from the provider. */
  readonly custom_attributes?: readonly EnterpriseConnectionCustomAttributeJSON[];
}

/** The SAML part of an enterprise connection. */
export interface EnterpriseConnectionSamlConnectionJSON {
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Name shown to people. */
  readonly name: string;
  /** Entity id of the identity provider. */
  readonly idp_entity_id?: string;
  /** Sign-in URL of the identity provider. */
  readonly idp_sso_url?: string;
  /** X.509 certificate of the identity provider. */
  readonly idp_certificate?: string;
  /** When the certificate was issued; Unix time in ms. */
  readonly idp_certificate_issued_at?: number;
  /** When the certificate expires; Unix time in ms. */
  readonly idp_certificate_expires_at?: number;
  /** All certificates the connection trusts; the first one is `idp_certificate`. Services from before 3.25.0 do not send them. */
  readonly idp_certificates?: readonly SamlConnectionIdpCertificateJSON[] | null;
  /** URL of the metadata of the identity provider. */
  readonly idp_metadata_url?: string;
  /** Metadata of the identity provider, XML. @deprecated The service keeps it for old clients. */
  readonly idp_metadata?: string;
  /** URL that receives the assertions. */
  readonly acs_url?: string;
  /** Entity id of the service provider. */
  readonly sp_entity_id?: string;
  /** URL of the metadata of the service provider. */
  readonly sp_metadata_url?: string;
  /** Whether user attributes are copied from the provider at each sign-in. @deprecated The service keeps it for old clients. */
  readonly sync_user_attributes?: boolean;
  /** Whether addresses on subdomains are included. */
  readonly allow_subdomains: boolean;
  /** Whether sign-in may start at the identity provider. */
  readonly allow_idp_initiated: boolean;
  /** Whether it is in use. */
  readonly active: boolean;
  /** Whether the identity provider must request credentials each time. */
  readonly force_authn: boolean;
  /** How the sign-in identifier is passed to the identity provider. */
  readonly login_hint: EnterpriseConnectionSamlConnectionLoginHintJSON;
}

/** How the sign-in identifier is passed to a SAML identity provider. */
export interface EnterpriseConnectionSamlConnectionLoginHintJSON {
  /** Source of the hint. */
  readonly mode: 'email_address' | 'custom_attribute' | 'off';
  /** Name of the attribute that holds the hint. */
  readonly source?: string;
}

/** The OAuth part of an enterprise connection. */
export interface EnterpriseConnectionOauthConfigJSON {
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Name shown to people. */
  readonly name: string;
  /** OAuth client id. */
  readonly client_id?: string;
  /** URL of the OpenID Connect discovery document. */
  readonly discovery_url?: string;
  /** URL of the logo. */
  readonly logo_public_url?: string;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** Key of the provider, `oidc_…`. */
  readonly provider_key: string;
  /** Authorization endpoint. */
  readonly auth_url?: string;
  /** Token endpoint. */
  readonly token_url?: string;
  /** User info endpoint. */
  readonly user_info_url?: string;
  /** Whether PKCE is required. */
  readonly requires_pkce: boolean;
}

/** An attribute that a connection reads from its provider. */
export interface EnterpriseConnectionCustomAttributeJSON {
  /** Name shown to people. */
  readonly name: string;
  /** Key under which the value is stored. */
  readonly key: string;
  /** Path of the attribute in a sign-in answer. */
  readonly sso_path: string;
  /** Path of the attribute in SCIM. */
  readonly scim_path: string;
  /** Whether it holds a list. */
  readonly multi_valued: boolean;
}
