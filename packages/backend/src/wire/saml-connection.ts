/** A SAML connection. Superseded by enterprise connections. */
export interface SamlConnectionJSON {
  readonly object: 'saml_connection';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Name shown to people. */
  readonly name: string;
  /** E-mail domain it applies to. */
  readonly domain: string;
  /** Organization it belongs to. */
  readonly organization_id: string | null;
  /** Entity id of the identity provider. */
  readonly idp_entity_id: string;
  /** Sign-in URL of the identity provider. */
  readonly idp_sso_url: string;
  /** X.509 certificate of the identity provider. */
  readonly idp_certificate: string;
  /** When the certificate was issued; Unix time in ms. */
  readonly idp_certificate_issued_at: number;
  /** When the certificate expires; Unix time in ms. */
  readonly idp_certificate_expires_at: number;
  /** All certificates the connection trusts; the first one is `idp_certificate`. Services from before 3.25.0 do not send them. */
  readonly idp_certificates?: readonly SamlConnectionIdpCertificateJSON[] | null;
  /** URL of the metadata of the identity provider. */
  readonly idp_metadata_url: string;
  /** Metadata of the identity provider, XML. */
  readonly idp_metadata: string;
  /** URL that receives the assertions. */
  readonly acs_url: string;
  /** Entity id of the service provider. */
  readonly sp_entity_id: string;
  /** URL of the metadata of the service provider. */
  readonly sp_metadata_url: string;
  /** Whether it is in use. */
  readonly active: boolean;
  /** Provider, for example `saml_okta`. */
  readonly provider: string;
  /** Number of users that signed in with it. */
  readonly user_count: number;
  /** Whether user attributes are copied from the provider at each sign-in. */
  readonly sync_user_attributes: boolean;
  /** Whether addresses on subdomains are included. */
  readonly allow_subdomains: boolean;
  /** Whether sign-in may start at the identity provider. */
  readonly allow_idp_initiated: boolean;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** Names of the attributes in the assertion. */
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
  /** X.509 certificate, DER in base64 without the lines around it. */
  readonly certificate: string;
  /** When it becomes valid; Unix time in ms, null if unknown. */
  readonly issued_at: number | null;
  /** When it expires; Unix time in ms, null if unknown. */
  readonly expires_at: number | null;
}

/** Names of the attributes in a SAML assertion. */
export interface AttributeMappingJSON {
  /** Attribute that holds the identifier of the person. */
  readonly user_id: string;
  /** Attribute that holds the e-mail address. */
  readonly email_address: string;
  /** Attribute that holds the first name. */
  readonly first_name: string;
  /** Attribute that holds the last name. */
  readonly last_name: string;
}
