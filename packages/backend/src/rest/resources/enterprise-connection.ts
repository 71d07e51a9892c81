import type {
  EnterpriseConnectionCustomAttributeJSON,
  EnterpriseConnectionJSON,
  EnterpriseConnectionOauthConfigJSON,
  EnterpriseConnectionSamlConnectionJSON,
  EnterpriseConnectionSamlConnectionLoginHintJSON,
} from '../../wire/enterprise-connection.js';
import { listOf, one, oneOrNull, optionalListOf, orNull, resource } from '../resource.js';
import { samlConnectionIdpCertificate, type SamlConnectionIdpCertificate } from './saml-connection-idp-certificate.js';

/** A connection to an enterprise identity provider. */
export class EnterpriseConnection {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Name shown to people. */
  declare readonly name: string;
  /** E-mail domains it applies to. */
  declare readonly domains: string[];
  /** Organization it belongs to. */
  declare readonly organizationId: string | null;
  /** Whether it is in use. */
  declare readonly active: boolean;
  /** Whether user attributes are copied from the provider at each sign-in. */
  declare readonly syncUserAttributes: boolean;
  /** Whether addresses on subdomains are included. @deprecated The service keeps it for old clients. */
  declare readonly allowSubdomains?: boolean | undefined;
  /** Whether people of this connection are kept from adding other identifications. */
  declare readonly disableAdditionalIdentifications: boolean;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
  /** SAML part; null for OAuth connections. */
  declare readonly samlConnection: EnterpriseConnectionSamlConnection | null;
  /** OAuth part; null for SAML connections. */
  declare readonly oauthConfig: EnterpriseConnectionOauthConfig | null;
  /** Provider, for example `saml_okta` or `oidc_custom`. */
  declare readonly provider: string;
  /** URL of the logo. */
  declare readonly logoPublicUrl?: string | undefined;
  /** Whether existing members of the organization are linked to it. */
  declare readonly allowOrganizationAccountLinking: boolean;
  /** Whether people can sign in with it. */
  declare readonly authenticatable: boolean;
  /** Whether unknown people are refused instead of being created at sign-in. */
  declare readonly disableJitProvisioning: boolean;
  /** Further attributes read from the provider. */
  declare readonly customAttributes?: EnterpriseConnectionCustomAttribute[] | undefined;
}

/** The SAML part of an enterprise connection. */
export class EnterpriseConnectionSamlConnection {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Name shown to people. */
  declare readonly name: string;
  /** Entity id of the identity provider. */
  declare readonly idpEntityId?: string | undefined;
  /** Sign-in URL of the identity provider. */
  declare readonly idpSsoUrl?: string | undefined;
  /** X.509 certificate of the identity provider. */
  declare readonly idpCertificate?: string | undefined;
  /** When the certificate was issued; Unix time in ms. */
  declare readonly idpCertificateIssuedAt?: number | undefined;
  /** When the certificate expires; Unix time in ms. */
  declare readonly idpCertificateExpiresAt?: number | undefined;
  /** URL of the metadata of the identity provider. */
  declare readonly idpMetadataUrl?: string | undefined;
  /** Metadata of the identity provider, XML. @deprecated The service keeps it for old clients. */
  declare readonly idpMetadata?: string | undefined;
  /** URL that receives the assertions. */
  declare readonly acsUrl?: string | undefined;
  /** Entity id of the service provider. */
  declare readonly spEntityId?: string | undefined;
  /** URL of the metadata of the service provider. */
  declare readonly spMetadataUrl?: string | undefined;
  /** Whether user attributes are copied from the provider at each sign-in. @deprecated The service keeps it for old clients. */
  declare readonly syncUserAttributes?: boolean | undefined;
  /** Whether addresses on subdomains are included. */
  declare readonly allowSubdomains: boolean;
  /** Whether sign-in may start at the identity provider. */
  declare readonly allowIdpInitiated: boolean;
  /** Whether it is in use. */
  declare readonly active: boolean;
  /** Whether the identity provider must request credentials each time. */
  declare readonly forceAuthn: boolean;
  /** How the sign-in identifier is passed to the identity provider. */
  declare readonly loginHint: EnterpriseConnectionSamlConnectionLoginHint;
  /** All certificates the connection trusts; the first one is `idpCertificate`. */
  declare readonly idpCertificates: SamlConnectionIdpCertificate[];
}

/** How the sign-in identifier is passed to a SAML identity provider. */
export class EnterpriseConnectionSamlConnectionLoginHint {
  /** Source of the hint. */
  declare readonly mode: 'email_address' | 'custom_attribute' | 'off';
  /** Name of the attribute that holds the hint. */
  declare readonly source?: string | undefined;
}

/** The OAuth part of an enterprise connection. */
export class EnterpriseConnectionOauthConfig {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Name shown to people. */
  declare readonly name: string;
  /** OAuth client id. */
  declare readonly clientId?: string | undefined;
  /** URL of the OpenID Connect discovery document. */
  declare readonly discoveryUrl?: string | undefined;
  /** URL of the logo. */
  declare readonly logoPublicUrl?: string | undefined;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
  /** Key of the provider, `oidc_…`. */
  declare readonly providerKey: string;
  /** Authorization endpoint. */
  declare readonly authUrl?: string | undefined;
  /** Token endpoint. */
  declare readonly tokenUrl?: string | undefined;
  /** User info endpoint. */
  declare readonly userInfoUrl?: string | undefined;
  /** Whether PKCE is required. */
  declare readonly requiresPkce: boolean;
}

/** An attribute that a connection reads from its provider. */
export class EnterpriseConnectionCustomAttribute {
  /** Name shown to people. */
  declare readonly name: string;
  /** Key under which the value is stored. */
  declare readonly key: string;
  /** Path of the attribute in a sign-in answer. */
  declare readonly ssoPath: string;
  /** Path of the attribute in SCIM. */
  declare readonly scimPath: string;
  /** Whether it holds a list. */
  declare readonly multiValued: boolean;
}

/** Reads `EnterpriseConnectionSamlConnectionLoginHintJSON`. */
export const enterpriseConnectionSamlConnectionLoginHint = resource<EnterpriseConnectionSamlConnectionLoginHintJSON>()(
  undefined,
  EnterpriseConnectionSamlConnectionLoginHint,
  ['mode', 'source'],
);

/** Reads `EnterpriseConnectionSamlConnectionJSON`. */
export const enterpriseConnectionSamlConnection = resource<EnterpriseConnectionSamlConnectionJSON>()(
  undefined,
  EnterpriseConnectionSamlConnection,
  [
    'id',
    'name',
    'idpEntityId',
    'idpSsoUrl',
    'idpCertificate',
    'idpCertificateIssuedAt',
    'idpCertificateExpiresAt',
    'idpMetadataUrl',
    'idpMetadata',
    'acsUrl',
    'spEntityId',
    'spMetadataUrl',
    'syncUserAttributes',
    'allowSubdomains',
    'allowIdpInitiated',
    'active',
    'forceAuthn',
  ],
  {
    loginHint: one(enterpriseConnectionSamlConnectionLoginHint),
    idpCertificates: listOf(samlConnectionIdpCertificate),
  },
);

/** Reads `EnterpriseConnectionOauthConfigJSON`. */
export const enterpriseConnectionOauthConfig = resource<EnterpriseConnectionOauthConfigJSON>()(
  undefined,
  EnterpriseConnectionOauthConfig,
  [
    'id',
    'name',
    'clientId',
    'discoveryUrl',
    'logoPublicUrl',
    'createdAt',
    'updatedAt',
    'providerKey',
    'authUrl',
    'tokenUrl',
    'userInfoUrl',
    'requiresPkce',
  ],
);

/** Reads `EnterpriseConnectionCustomAttributeJSON`. */
export const enterpriseConnectionCustomAttribute = resource<EnterpriseConnectionCustomAttributeJSON>()(
  undefined,
  EnterpriseConnectionCustomAttribute,
  ['name', 'key', 'ssoPath', 'scimPath', 'multiValued'],
);

/** Reads `EnterpriseConnectionJSON`. */
export const enterpriseConnection = resource<EnterpriseConnectionJSON>()(
  'enterprise_connection',
  EnterpriseConnection,
  [
    'id',
    'name',
    'domains',
    'active',
    'syncUserAttributes',
    'allowSubdomains',
    'disableAdditionalIdentifications',
    'createdAt',
    'updatedAt',
    'provider',
    'logoPublicUrl',
    'allowOrganizationAccountLinking',
    'authenticatable',
    'disableJitProvisioning',
  ],
  {
    organizationId: orNull(),
    samlConnection: oneOrNull(enterpriseConnectionSamlConnection),
    oauthConfig: oneOrNull(enterpriseConnectionOauthConfig),
    customAttributes: optionalListOf(enterpriseConnectionCustomAttribute),
  },
);
