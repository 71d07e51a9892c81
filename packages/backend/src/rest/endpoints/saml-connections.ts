import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise } from '../page-promise.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { SamlConnection } from '../resources/saml-connection.js';
import type { PaginationParams, WithSign } from './params.js';

/** Providers of SAML connections. */
export type SamlIdpSlug = 'saml_okta' | 'saml_google' | 'saml_microsoft' | 'saml_custom';

/** Names of the attributes in the assertion. */
export interface SamlAttributeMappingParams {
  readonly userId?: string | undefined;
  readonly emailAddress?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
}

/** Parameters of {@link SamlConnectionsApi.getSamlConnectionList}. */
export interface GetSamlConnectionListParams extends PaginationParams {
  /** Text that part of the name, domain or id contains. */
  readonly query?: string | undefined;
  /** Order; a leading `-` reverses it. */
  readonly orderBy?:
    WithSign<'email_address' | 'created_at' | 'phone_number' | 'first_name' | 'last_name' | 'username'> | undefined;
  /** Organization ids. */
  readonly organizationId?: readonly string[] | undefined;
}

/** Parameters of {@link SamlConnectionsApi.createSamlConnection}. */
export interface CreateSamlConnectionParams {
  /** Name shown to people. */
  readonly name: string;
  /** Provider. */
  readonly provider: SamlIdpSlug;
  /** E-mail domain it applies to. */
  readonly domain: string;
  /** The organization, `org_…`. */
  readonly organizationId?: string | undefined;
  /** Entity id of the identity provider. */
  readonly idpEntityId?: string | undefined;
  /** Sign-in URL of the identity provider. */
  readonly idpSsoUrl?: string | undefined;
  /** X.509 certificate of the identity provider. @deprecated Use `idpCertificates`. */
  readonly idpCertificate?: string | undefined;
  /** X.509 certificates of the identity provider (PEM); they replace all that the connection trusts. */
  readonly idpCertificates?: readonly string[] | undefined;
  /** URL of the metadata of the identity provider; replaces the three above. */
  readonly idpMetadataUrl?: string | undefined;
  /** Metadata of the identity provider, XML; replaces the URL. */
  readonly idpMetadata?: string | undefined;
  /** Names of the attributes in the assertion. */
  readonly attributeMapping?: SamlAttributeMappingParams | undefined;
}

/** Parameters of {@link SamlConnectionsApi.updateSamlConnection}. */
export interface UpdateSamlConnectionParams {
  /** Name shown to people. */
  readonly name?: string | undefined;
  /** Provider. */
  readonly provider?: SamlIdpSlug | undefined;
  /** E-mail domain it applies to. */
  readonly domain?: string | undefined;
  /** The organization, `org_…`. */
  readonly organizationId?: string | undefined;
  /** Entity id of the identity provider. */
  readonly idpEntityId?: string | undefined;
  /** Sign-in URL of the identity provider. */
  readonly idpSsoUrl?: string | undefined;
  /** X.509 certificate of the identity provider. @deprecated Use `idpCertificates`. */
  readonly idpCertificate?: string | undefined;
  /** X.509 certificates of the identity provider (PEM); they replace all that the connection trusts. */
  readonly idpCertificates?: readonly string[] | undefined;
  /** URL of the metadata of the identity provider; replaces the three above. */
  readonly idpMetadataUrl?: string | undefined;
  /** Metadata of the identity provider, XML; replaces the URL. */
  readonly idpMetadata?: string | undefined;
  /** Names of the attributes in the assertion. */
  readonly attributeMapping?: SamlAttributeMappingParams | undefined;
  /** Whether it is in use. */
  readonly active?: boolean | undefined;
  /** Whether user attributes are copied from the provider at each sign-in. */
  readonly syncUserAttributes?: boolean | undefined;
  /** Whether addresses on subdomains are included. */
  readonly allowSubdomains?: boolean | undefined;
  /** Whether sign-in may start at the identity provider. */
  readonly allowIdpInitiated?: boolean | undefined;
}

/** SAML connections. Superseded by `enterpriseConnections`. */
export interface SamlConnectionsApi {
  /**
   * Gets the SAML connections.
   * @throws {ClerkAPIResponseError} 402, 403, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /saml_connections}
   * @deprecated Use `enterpriseConnections.getEnterpriseConnectionList`.
   */
  getSamlConnectionList(params?: GetSamlConnectionListParams, options?: CallOptions): PagePromise<SamlConnection>;
  /**
   * Makes a SAML connection.
   * @throws {ClerkAPIResponseError} 402, 403, 404, 409, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /saml_connections}
   * @deprecated Use `enterpriseConnections.createEnterpriseConnection`.
   */
  createSamlConnection(params: CreateSamlConnectionParams, options?: CallOptions): Promise<SamlConnection>;
  /**
   * Gets a SAML connection.
   * @param samlConnectionId - `samlc_…`
   * @throws {ClerkAPIResponseError} 402, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /saml_connections/\{saml_connection_id\}}
   * @deprecated Use `enterpriseConnections.getEnterpriseConnection`.
   */
  getSamlConnection(samlConnectionId: string, options?: CallOptions): Promise<SamlConnection>;
  /**
   * Changes a SAML connection; what is not given stays.
   * @param samlConnectionId - `samlc_…`
   * @throws {ClerkAPIResponseError} 402, 403, 404 `resource_not_found`, 409, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /saml_connections/\{saml_connection_id\}}
   * @deprecated Use `enterpriseConnections.updateEnterpriseConnection`.
   */
  updateSamlConnection(
    samlConnectionId: string,
    params?: UpdateSamlConnectionParams,
    options?: CallOptions,
  ): Promise<SamlConnection>;
  /**
   * Deletes a SAML connection. Returns what was deleted.
   * @param samlConnectionId - `samlc_…`
   * @throws {ClerkAPIResponseError} 402, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /saml_connections/\{saml_connection_id\}}
   * @deprecated Use `enterpriseConnections.deleteEnterpriseConnection`.
   */
  deleteSamlConnection(samlConnectionId: string, options?: CallOptions): Promise<DeletedObject>;
}

/** Routes of {@link SamlConnectionsApi}. */
export const samlConnections = endpoints<SamlConnectionsApi>()({
  getSamlConnectionList: ['GET /saml_connections', { list: true }],
  createSamlConnection: ['POST /saml_connections', { deepSnakeCase: true }],
  getSamlConnection: 'GET /saml_connections/{samlConnectionId}',
  updateSamlConnection: ['PATCH /saml_connections/{samlConnectionId}', { deepSnakeCase: true }],
  deleteSamlConnection: 'DELETE /saml_connections/{samlConnectionId}',
});
