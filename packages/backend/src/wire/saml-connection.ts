/** A SAML connection. Superseded by enterprise connections. */
export interface SamlConnectionJSON {
  readonly object: 'saml_connection';
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly organization_id: string | null;
  readonly idp_entity_id: string;
  readonly idp_sso_url: string;
  readonly idp_certificate: string;
  readonly idp_certificate_issued_at: number;
  readonly idp_certificate_expires_at: number;
  /** All certificates the connection trusts; the first one is `idp_certificate`. Services from before 3.25.0 do not send them. */
  readonly idp_certificates?: readonly SamlConnectionIdpCertificateJSON[] | null;
  readonly idp_metadata_url: string;
  readonly idp_metadata: string;
  readonly acs_url: string;
  readonly sp_entity_id: string;
  readonly sp_metadata_url: string;
  readonly active: boolean;
  readonly provider: string;
  readonly user_count: number;
  readonly sync_user_attributes: boolean;
  readonly allow_subdomains: boolean;
  readonly allow_idp_initiated: boolean;
  readonly created_at: number;
  readonly updated_at: number;
  readonly attribute_mapping: AttributeMappingJSON;
  /** E-mail domains it applies to. */
  readonly domains?: readonly string[];
  /** Whether the identity provider must request credentials each time. */
  readonly force_authn?: boolean;
  /** Enterprise connection it is part of. */
  readonly enterprise_connection_id?: string | null;
}

/** A signing certificate of an identity provider that a SAML connection trusts. */
export interface SamlConnectionIdpCertificateJSON {
  readonly certificate: string;
  readonly issued_at: number | null;
  readonly expires_at: number | null;
}

/** Names of the attributes in a SAML assertion. */
export interface AttributeMappingJSON {
  readonly user_id: string;
  readonly email_address: string;
  readonly first_name: string;
  readonly last_name: string;
}
