import type { AttributeMappingJSON, SamlConnectionJSON } from '../../wire/saml-connection.js';
import { listOf, one, resource } from '../resource.js';
import { samlConnectionIdpCertificate, type SamlConnectionIdpCertificate } from './saml-connection-idp-certificate.js';

/** A SAML connection. Superseded by enterprise connections. */
export class SamlConnection {
  /** Identifier, unique within the instance. */
  declare readonly id: string;
  /** Name shown to people. */
  declare readonly name: string;
  /** E-mail domain it applies to. */
  declare readonly domain: string;
  /** Organization it belongs to. */
  declare readonly organizationId: string | null;
  /** Entity id of the identity provider. */
  declare readonly idpEntityId: string | null;
  /** Sign-in URL of the identity provider. */
  declare readonly idpSsoUrl: string | null;
  /** X.509 certificate of the identity provider. */
  declare readonly idpCertificate: string | null;
  /** When the certificate was issued; Unix time in ms. */
  declare readonly idpCertificateIssuedAt: number;
  /** When the certificate expires; Unix time in ms. */
  declare readonly idpCertificateExpiresAt: number;
  /** URL of the metadata of the identity provider. */
  declare readonly idpMetadataUrl: string | null;
  /** Metadata of the identity provider, XML. */
  declare readonly idpMetadata: string | null;
  /** URL that receives the assertions. */
  declare readonly acsUrl: string;
  /** Entity id of the service provider. */
  declare readonly spEntityId: string;
  /** URL of the metadata of the service provider. */
  declare readonly spMetadataUrl: string;
  /** Whether it is in use. */
  declare readonly active: boolean;
  /** Provider, for example `saml_okta`. */
  declare readonly provider: string;
  /** Number of users that signed in with it. */
  declare readonly userCount: number;
  /** Whether user attributes are copied from the provider at each sign-in. */
  declare readonly syncUserAttributes: boolean;
  /** Whether addresses on subdomains are included. */
  declare readonly allowSubdomains: boolean;
  /** Whether sign-in may start at the identity provider. */
  declare readonly allowIdpInitiated: boolean;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
  /** Names of the attributes in the assertion. */
  declare readonly attributeMapping: AttributeMapping;
  /** All certificates the connection trusts; the first one is `idpCertificate`. */
  declare readonly idpCertificates: SamlConnectionIdpCertificate[];
}

/** Names of the attributes in a SAML assertion. */
export class AttributeMapping {
  /** Attribute that holds the identifier of the person. */
  declare readonly userId: string;
  /** Attribute that holds the e-mail address. */
  declare readonly emailAddress: string;
  /** Attribute that holds the first name. */
  declare readonly firstName: string;
  /** Attribute that holds the last name. */
  declare readonly lastName: string;
}

/** Reads `AttributeMappingJSON`. */
export const attributeMapping = resource<AttributeMappingJSON>()(undefined, AttributeMapping, [
  'userId',
  'emailAddress',
  'firstName',
  'lastName',
]);

/** Reads `SamlConnectionJSON`. */
export const samlConnection = resource<SamlConnectionJSON>()(
  'saml_connection',
  SamlConnection,
  [
    'id',
    'name',
    'domain',
    'organizationId',
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
    'active',
    'provider',
    'userCount',
    'syncUserAttributes',
    'allowSubdomains',
    'allowIdpInitiated',
    'createdAt',
    'updatedAt',
  ],
  {
    attributeMapping: one(attributeMapping),
    idpCertificates: listOf(samlConnectionIdpCertificate),
  },
);
