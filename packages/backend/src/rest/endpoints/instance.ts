import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { Instance, InstanceRestrictions } from '../resources/instance.js';
import type { InstanceCommunication } from '../resources/instance-communication.js';
import type { InstanceProtect } from '../resources/instance-protect.js';
import type { OAuthApplicationSettings } from '../resources/oauth-application-settings.js';
import type { OrganizationSettings } from '../resources/organization-settings.js';

/** Parameters of {@link InstanceApi.update}. */
export interface UpdateInstanceParams {
  /** Whether test e-mail addresses and phone numbers work. Default in development: true. */
  readonly testMode?: boolean | null | undefined;
  /** Whether passwords are checked against known leaks. */
  readonly hibp?: boolean | null | undefined;
  /** Whether codes are sent from the shared domain of the service. */
  readonly enhancedEmailDeliverability?: boolean | null | undefined;
  /** Support address shown to users. */
  readonly supportEmail?: string | null | undefined;
  /** Version of the browser SDK. */
  readonly clerkJsVersion?: string | null | undefined;
  /** Origin used during development. */
  readonly developmentOrigin?: string | null | undefined;
  /** Origins allowed besides the domains; used by browser extensions and native apps. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Whether sessions in development are kept in URLs. */
  readonly urlBasedSessionSyncing?: boolean | null | undefined;
  /** What is offered first when a password is required; empty for the default. */
  readonly preferredSignInStrategyWhenPasswordRequired?: '' | 'password' | 'otp' | null | undefined;
}

/** Parameters of {@link InstanceApi.updateRestrictions}. */
export interface UpdateRestrictionsParams {
  /** Whether only identifiers on the allowlist may sign up. */
  readonly allowlist?: boolean | null | undefined;
  /** Whether identifiers on the blocklist are refused. */
  readonly blocklist?: boolean | null | undefined;
  /** Whether addresses with `+`, `=` or `#` are refused. */
  readonly blockEmailSubaddresses?: boolean | null | undefined;
  /** Whether throw-away e-mail domains are refused. */
  readonly blockDisposableEmailDomains?: boolean | null | undefined;
  /** Whether Gmail addresses that differ only in dots are treated as equal. */
  readonly ignoreDotsForGmailAddresses?: boolean | null | undefined;
  /** Whether the lists apply to sign-up only. */
  readonly allowlistBlocklistDisabledOnSignIn?: boolean | null | undefined;
}

/** Parameters of {@link InstanceApi.updateOrganizationSettings}. */
export interface UpdateOrganizationSettingsParams {
  /** Whether organizations are in use. */
  readonly enabled?: boolean | null | undefined;
  /** How many members an organization may have; 0 for no limit. */
  readonly maxAllowedMemberships?: number | null | undefined;
  /** Whether administrators may delete their organization. */
  readonly adminDeleteEnabled?: boolean | null | undefined;
  /** Whether organizations may verify domains. */
  readonly domainsEnabled?: boolean | null | undefined;
  /** Ways in which people with an address on a verified domain join. */
  readonly domainsEnrollmentModes?: readonly string[] | undefined;
  /** Role of the person who creates an organization. */
  readonly creatorRoleId?: string | null | undefined;
  /** Role of people who join by domain. */
  readonly domainsDefaultRoleId?: string | null | undefined;
  /** Whether organizations have no slug. */
  readonly slugDisabled?: boolean | null | undefined;
}

/** Parameters of {@link InstanceApi.changeDomain}. */
export interface ChangeInstanceDomainParams {
  /** URL of the new home page. */
  readonly homeUrl?: string | undefined;
  /** Whether the domain is a secondary one. */
  readonly isSecondary?: boolean | undefined;
}

/** Parameters of {@link InstanceApi.updateProtect}. */
export interface UpdateInstanceProtectParams {
  /** Whether the rules are applied. */
  readonly rulesEnabled?: boolean | null | undefined;
  /** Whether bots are detected by their behaviour. */
  readonly specterEnabled?: boolean | null | undefined;
}

/** Parameters of {@link InstanceApi.updateCommunication}. */
export interface UpdateInstanceCommunicationParams {
  /** Countries no text message is sent to, ISO 3166-1 alpha-2. */
  readonly blockedCountryCodes?: readonly string[] | null | undefined;
}

/** Parameters of {@link InstanceApi.updateOAuthApplicationSettings}. */
export interface UpdateOAuthApplicationSettingsParams {
  /** Whether clients may register themselves. */
  readonly dynamicOauthClientRegistration?: boolean | null | undefined;
  /** Scopes a client gets if it names none. */
  readonly defaultScopes?: readonly string[] | null | undefined;
  /** Whether access tokens are JWTs. */
  readonly oauthJwtAccessTokens?: boolean | null | undefined;
  /** Whether the discovery document announces URLs of metadata documents as client ids. */
  readonly clientIdMetadataDocumentsAdvertised?: boolean | null | undefined;
  /** Whether such clients must be registered first. */
  readonly clientIdMetadataDocumentsOnlyAllowPreRegisteredClients?: boolean | null | undefined;
  /** Whether such clients need to be allowed one by one. */
  readonly clientIdMetadataDocumentsBlockImplicitlyAllowedClients?: boolean | null | undefined;
}

/** Settings of the instance. */
export interface InstanceApi {
  /**
   * Gets the instance the key belongs to.
   * @throws {ClerkAPIResponseError} any status outside 200 to 299
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /instance}
   */
  get(options?: CallOptions): Promise<Instance>;
  /**
   * Changes settings of the instance; what is not given stays.
   * @throws {ClerkAPIResponseError} 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /instance}
   */
  update(params: UpdateInstanceParams, options?: CallOptions): Promise<void>;
  /**
   * Changes who may sign up; what is not given stays.
   * @throws {ClerkAPIResponseError} 402, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /instance/restrictions}
   */
  updateRestrictions(params: UpdateRestrictionsParams, options?: CallOptions): Promise<InstanceRestrictions>;
  /**
   * Gets the settings for organizations.
   * @throws {ClerkAPIResponseError} 402, 404, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /instance/organization_settings}
   */
  getOrganizationSettings(options?: CallOptions): Promise<OrganizationSettings>;
  /**
   * Changes the settings for organizations; what is not given stays.
   * @throws {ClerkAPIResponseError} 400, 402, 403, 404, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /instance/organization_settings}
   */
  updateOrganizationSettings(
    params: UpdateOrganizationSettingsParams,
    options?: CallOptions,
  ): Promise<OrganizationSettings>;
  /**
   * Moves a production instance to another domain. People must sign in again.
   * @throws {ClerkAPIResponseError} 400, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /instance/change_domain}
   */
  changeDomain(params: ChangeInstanceDomainParams, options?: CallOptions): Promise<void>;
  /**
   * Gets the protection of the instance against attacks.
   * @throws {ClerkAPIResponseError} any status outside 200 to 299
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /instance/protect}
   */
  getProtect(options?: CallOptions): Promise<InstanceProtect>;
  /**
   * Changes the protection of the instance against attacks; what is not given stays.
   * @throws {ClerkAPIResponseError} 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /instance/protect}
   */
  updateProtect(params: UpdateInstanceProtectParams, options?: CallOptions): Promise<InstanceProtect>;
  /**
   * Gets where messages are sent to.
   * @throws {ClerkAPIResponseError} any status outside 200 to 299
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /instance/communication}
   */
  getCommunication(options?: CallOptions): Promise<InstanceCommunication>;
  /**
   * Changes where messages are sent to.
   * @throws {ClerkAPIResponseError} 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /instance/communication}
   */
  updateCommunication(params: UpdateInstanceCommunicationParams, options?: CallOptions): Promise<InstanceCommunication>;
  /**
   * Gets the settings for all OAuth applications.
   * @throws {ClerkAPIResponseError} any status outside 200 to 299
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /instance/oauth_application_settings}
   */
  getOAuthApplicationSettings(options?: CallOptions): Promise<OAuthApplicationSettings>;
  /**
   * Changes the settings for all OAuth applications; what is not given stays.
   * @throws {ClerkAPIResponseError} 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /instance/oauth_application_settings}
   */
  updateOAuthApplicationSettings(
    params: UpdateOAuthApplicationSettingsParams,
    options?: CallOptions,
  ): Promise<OAuthApplicationSettings>;
}

/** Routes of {@link InstanceApi}. */
export const instance = endpoints<InstanceApi>()({
  get: 'GET /instance',
  update: 'PATCH /instance',
  updateRestrictions: 'PATCH /instance/restrictions',
  getOrganizationSettings: 'GET /instance/organization_settings',
  updateOrganizationSettings: 'PATCH /instance/organization_settings',
  changeDomain: 'POST /instance/change_domain',
  getProtect: 'GET /instance/protect',
  updateProtect: 'PATCH /instance/protect',
  getCommunication: 'GET /instance/communication',
  updateCommunication: 'PATCH /instance/communication',
  getOAuthApplicationSettings: 'GET /instance/oauth_application_settings',
  updateOAuthApplicationSettings: 'PATCH /instance/oauth_application_settings',
});
