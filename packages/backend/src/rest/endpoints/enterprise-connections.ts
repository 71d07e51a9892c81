import type { EnterpriseConnectionTestRunJSON } from '../../wire/enterprise-connection-test-run.js';
import type { EnterpriseConnectionTestRunStartJSON } from '../../wire/enterprise-connection-test-run.js';
import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise } from '../page-promise.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { EnterpriseConnection } from '../resources/enterprise-connection.js';
import type { PaginationParams } from './params.js';

/** Providers of enterprise connections. */
export type OrganizationEnterpriseConnectionProvider =
  | 'saml_custom'
  | 'saml_okta'
  | 'saml_google'
  | 'saml_microsoft'
  | 'oidc_custom'
  | 'oidc_github_enterprise'
  | 'oidc_gitlab';

/** An attribute read from the provider. */
export interface EnterpriseConnectionCustomAttributeParams {
  /** Name shown to people. */
  readonly name: string;
  /** Key under which the value is stored. */
  readonly key: string;
  /** Path of the attribute in a sign-in answer. */
  readonly ssoPath?: string | undefined;
  /** Path of the attribute in SCIM. */
  readonly scimPath?: string | undefined;
  /** Whether it holds a list. Default false. */
  readonly multiValued?: boolean | undefined;
}

/** Settings of an OpenID Connect provider. */
export interface EnterpriseConnectionOidcParams {
  /** Authorization endpoint. */
  readonly authUrl?: string | undefined;
  /** OAuth client id. */
  readonly clientId?: string | undefined;
  /** OAuth client secret. */
  readonly clientSecret?: string | undefined;
  /** URL of the discovery document; replaces the endpoints. */
  readonly discoveryUrl?: string | undefined;
  /** Whether PKCE is required. */
  readonly requiresPkce?: boolean | undefined;
  /** Token endpoint. */
  readonly tokenUrl?: string | undefined;
  /** User info endpoint. */
  readonly userInfoUrl?: string | undefined;
}

/** Settings of a SAML provider. */
export interface EnterpriseConnectionSamlParams {
  /** Whether sign-in may start at the identity provider. */
  readonly allowIdpInitiated?: boolean | undefined;
  /** Whether addresses on subdomains are included. */
  readonly allowSubdomains?: boolean | undefined;
  /** Names of the attributes in the assertion. */
  readonly attributeMapping?:
    | {
        readonly userId?: string | null | undefined;
        readonly emailAddress?: string | null | undefined;
        readonly firstName?: string | null | undefined;
        readonly lastName?: string | null | undefined;
      }
    | undefined;
  /** Whether the identity provider must request credentials each time. */
  readonly forceAuthn?: boolean | undefined;
  /** X.509 certificate of the identity provider. @deprecated Use `idpCertificates`. */
  readonly idpCertificate?: string | undefined;
  /** X.509 certificates of the identity provider (PEM); they replace all that the connection trusts. */
  readonly idpCertificates?: readonly string[] | undefined;
  /** Entity id of the identity provider. */
  readonly idpEntityId?: string | undefined;
  /** Metadata of the identity provider, XML; replaces the URL. */
  readonly idpMetadata?: string | undefined;
  /** URL of the metadata of the identity provider. */
  readonly idpMetadataUrl?: string | undefined;
  /** Sign-in URL of the identity provider. */
  readonly idpSsoUrl?: string | undefined;
  /** How the sign-in identifier is passed to the identity provider. */
  readonly loginHint?:
    | { readonly mode: 'email_address' | 'off' }
    | {
        readonly mode: 'custom_attribute';
        /** Name of the attribute that holds the hint. */
        readonly source: string;
      }
    | undefined;
}

/** Parameters of {@link EnterpriseConnectionsApi.createEnterpriseConnection}. */
export interface CreateEnterpriseConnectionParams {
  /** Name shown to people. */
  readonly name: string;
  /** E-mail domains it applies to. */
  readonly domains: readonly string[];
  /** The organization, `org_…`. */
  readonly organizationId?: string | undefined;
  /** Whether it is in use. */
  readonly active?: boolean | undefined;
  /** Ignored by the service here; set it with an update. @deprecated */
  readonly syncUserAttributes?: boolean | undefined;
  /** Provider. */
  readonly provider: OrganizationEnterpriseConnectionProvider;
  /** Whether existing members of the organization are linked to it. */
  readonly allowOrganizationAccountLinking?: boolean | undefined;
  /** Further attributes read from the provider. */
  readonly customAttributes?: readonly EnterpriseConnectionCustomAttributeParams[] | undefined;
  /** Whether people can sign in with it. */
  readonly authenticatable?: boolean | undefined;
  /** Whether unknown people are refused instead of being created at sign-in. */
  readonly disableJitProvisioning?: boolean | undefined;
  /** Settings of an OpenID Connect provider. */
  readonly oidc?: EnterpriseConnectionOidcParams | undefined;
  /** Settings of a SAML provider. */
  readonly saml?: EnterpriseConnectionSamlParams | undefined;
}

/** Parameters of {@link EnterpriseConnectionsApi.updateEnterpriseConnection}. */
export interface UpdateEnterpriseConnectionParams {
  /** Name shown to people. */
  readonly name?: string | undefined;
  /** E-mail domains it applies to. */
  readonly domains?: readonly string[] | undefined;
  /** The organization, `org_…`. */
  readonly organizationId?: string | undefined;
  /** Whether it is in use. */
  readonly active?: boolean | undefined;
  /** Whether user attributes are copied from the provider at each sign-in. */
  readonly syncUserAttributes?: boolean | undefined;
  /** Whether people of this connection are kept from adding other identifications. */
  readonly disableAdditionalIdentifications?: boolean | undefined;
  /** Whether existing members of the organization are linked to it. */
  readonly allowOrganizationAccountLinking?: boolean | undefined;
  /** Further attributes read from the provider. */
  readonly customAttributes?: readonly EnterpriseConnectionCustomAttributeParams[] | undefined;
  /** Whether people can sign in with it. */
  readonly authenticatable?: boolean | undefined;
  /** Whether unknown people are refused instead of being created at sign-in. */
  readonly disableJitProvisioning?: boolean | undefined;
  /** Ignored by the service here. @deprecated */
  readonly provider?: string | undefined;
  /** Settings of an OpenID Connect provider. */
  readonly oidc?: EnterpriseConnectionOidcParams | undefined;
  /** Settings of a SAML provider. */
  readonly saml?: EnterpriseConnectionSamlParams | undefined;
}

/** Parameters of {@link EnterpriseConnectionsApi.getEnterpriseConnectionList}. */
export interface GetEnterpriseConnectionListParams extends PaginationParams {
  /** Only those of this organization, `org_…`. */
  readonly organizationId?: string | undefined;
  /** Only those in use, or only those not in use. */
  readonly active?: boolean | undefined;
}

/** Parameters of {@link EnterpriseConnectionsApi.getTestRunList}. */
export interface GetEnterpriseConnectionTestRunListParams extends PaginationParams {
  /** Only those in one of these states. */
  readonly status?: readonly ('pending' | 'success' | 'failed')[] | undefined;
}

/** Connections to enterprise identity providers. */
export interface EnterpriseConnectionsApi {
  /**
   * Makes a connection to an enterprise identity provider.
   * @throws {ClerkAPIResponseError} 402, 403, 404, 409, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /enterprise_connections}
   */
  createEnterpriseConnection(
    params: CreateEnterpriseConnectionParams,
    options?: CallOptions,
  ): Promise<EnterpriseConnection>;
  /**
   * Changes a connection; what is not given stays.
   * @param enterpriseConnectionId - `entconn_…`
   * @throws {ClerkAPIResponseError} 400, 402, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /enterprise_connections/\{enterprise_connection_id\}}
   */
  updateEnterpriseConnection(
    enterpriseConnectionId: string,
    params: UpdateEnterpriseConnectionParams,
    options?: CallOptions,
  ): Promise<EnterpriseConnection>;
  /**
   * Gets the connections.
   * @throws {ClerkAPIResponseError} 402, 403, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /enterprise_connections}
   */
  getEnterpriseConnectionList(
    params?: GetEnterpriseConnectionListParams,
    options?: CallOptions,
  ): PagePromise<EnterpriseConnection>;
  /**
   * Gets a connection.
   * @param enterpriseConnectionId - `entconn_…`
   * @throws {ClerkAPIResponseError} 402, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /enterprise_connections/\{enterprise_connection_id\}}
   */
  getEnterpriseConnection(enterpriseConnectionId: string, options?: CallOptions): Promise<EnterpriseConnection>;
  /**
   * Deletes a connection. People who sign in with it no longer can.
   * @param enterpriseConnectionId - `entconn_…`
   * @throws {ClerkAPIResponseError} 402, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /enterprise_connections/\{enterprise_connection_id\}}
   */
  deleteEnterpriseConnection(enterpriseConnectionId: string, options?: CallOptions): Promise<DeletedObject>;
  /**
   * Gets the tests of a connection, as the service sends them.
   * @param enterpriseConnectionId - `entconn_…`
   * @throws {ClerkAPIResponseError} 402, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /enterprise_connections/\{enterprise_connection_id\}/test_runs}
   */
  getTestRunList(
    enterpriseConnectionId: string,
    params?: GetEnterpriseConnectionTestRunListParams,
    options?: CallOptions,
  ): PagePromise<EnterpriseConnectionTestRunJSON>;
  /**
   * Starts a test of a connection; a person must open the URL.
   * @param enterpriseConnectionId - `entconn_…`
   * @throws {ClerkAPIResponseError} 402, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /enterprise_connections/\{enterprise_connection_id\}/test_runs}
   */
  createTestRun(enterpriseConnectionId: string, options?: CallOptions): Promise<EnterpriseConnectionTestRunStartJSON>;
}

/** Routes of {@link EnterpriseConnectionsApi}. */
export const enterpriseConnections = endpoints<EnterpriseConnectionsApi>()({
  createEnterpriseConnection: ['POST /enterprise_connections', { deepSnakeCase: true }],
  updateEnterpriseConnection: ['PATCH /enterprise_connections/{enterpriseConnectionId}', { deepSnakeCase: true }],
  getEnterpriseConnectionList: ['GET /enterprise_connections', { list: true }],
  getEnterpriseConnection: 'GET /enterprise_connections/{enterpriseConnectionId}',
  deleteEnterpriseConnection: 'DELETE /enterprise_connections/{enterpriseConnectionId}',
  getTestRunList: ['GET /enterprise_connections/{enterpriseConnectionId}/test_runs', { list: true }],
  createTestRun: 'POST /enterprise_connections/{enterpriseConnectionId}/test_runs',
});
