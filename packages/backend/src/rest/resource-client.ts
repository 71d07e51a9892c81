import type { ClientSettings } from '../client-settings.js';
import type { TokenRules } from '../token/verify-token.js';
import type { Connection } from './connection.js';
import type { Backend, EndpointGroup, Row } from './endpoint.js';
import { bindEndpoints } from './endpoint.js';
import type { AccountlessApplicationsApi } from './endpoints/accountless-applications.js';
import { accountlessApplications } from './endpoints/accountless-applications.js';
import type { ActorTokensApi } from './endpoints/actor-tokens.js';
import { actorTokens } from './endpoints/actor-tokens.js';
import type { AdminPortalLinkTokensApi } from './endpoints/admin-portal-link-tokens.js';
import { adminPortalLinkTokens } from './endpoints/admin-portal-link-tokens.js';
import type { AgentTasksApi } from './endpoints/agent-tasks.js';
import { agentTasks } from './endpoints/agent-tasks.js';
import type { AllowlistIdentifiersApi } from './endpoints/allowlist-identifiers.js';
import { allowlistIdentifiers } from './endpoints/allowlist-identifiers.js';
import type { APIKeysApi } from './endpoints/api-keys.js';
import { apiKeys } from './endpoints/api-keys.js';
import type { BetaFeaturesApi } from './endpoints/beta-features.js';
import { betaFeatures } from './endpoints/beta-features.js';
import type { BillingApi } from './endpoints/billing.js';
import { billing } from './endpoints/billing.js';
import type { BlocklistIdentifiersApi } from './endpoints/blocklist-identifiers.js';
import { blocklistIdentifiers } from './endpoints/blocklist-identifiers.js';
import type { ClientsApi } from './endpoints/clients.js';
import { clients } from './endpoints/clients.js';
import type { DirectoriesApi } from './endpoints/directories.js';
import { directories } from './endpoints/directories.js';
import type { DomainsApi } from './endpoints/domains.js';
import { domains } from './endpoints/domains.js';
import type { EmailAddressesApi } from './endpoints/email-addresses.js';
import { emailAddresses } from './endpoints/email-addresses.js';
import type { EmailsApi } from './endpoints/emails.js';
import { emails } from './endpoints/emails.js';
import type { EnterpriseConnectionsApi } from './endpoints/enterprise-connections.js';
import { enterpriseConnections } from './endpoints/enterprise-connections.js';
import type { IdPOAuthAccessTokenApi } from './endpoints/idp-oauth-access-token.js';
import { idPOAuthAccessToken } from './endpoints/idp-oauth-access-token.js';
import type { InstanceApi } from './endpoints/instance.js';
import { instance } from './endpoints/instance.js';
import type { InvitationsApi } from './endpoints/invitations.js';
import { invitations } from './endpoints/invitations.js';
import type { JwksApi } from './endpoints/jwks.js';
import { jwks } from './endpoints/jwks.js';
import type { JwtTemplatesApi } from './endpoints/jwt-templates.js';
import { jwtTemplates } from './endpoints/jwt-templates.js';
import type { M2MApi } from './endpoints/m2m.js';
import { m2m } from './endpoints/m2m.js';
import type { MachinesApi } from './endpoints/machines.js';
import { machines } from './endpoints/machines.js';
import type { OAuthApplicationsApi } from './endpoints/oauth-applications.js';
import { oauthApplications } from './endpoints/oauth-applications.js';
import type { OrganizationPermissionsApi } from './endpoints/organization-permissions.js';
import { organizationPermissions } from './endpoints/organization-permissions.js';
import type { OrganizationRolesApi } from './endpoints/organization-roles.js';
import { organizationRoles } from './endpoints/organization-roles.js';
import type { OrganizationsApi } from './endpoints/organizations.js';
import { organizations } from './endpoints/organizations.js';
import type { PhoneNumbersApi } from './endpoints/phone-numbers.js';
import { phoneNumbers } from './endpoints/phone-numbers.js';
import type { ProxyChecksApi } from './endpoints/proxy-checks.js';
import { proxyChecks } from './endpoints/proxy-checks.js';
import type { RedirectUrlsApi } from './endpoints/redirect-urls.js';
import { redirectUrls } from './endpoints/redirect-urls.js';
import type { RoleSetsApi } from './endpoints/role-sets.js';
import { roleSets } from './endpoints/role-sets.js';
import type { SamlConnectionsApi } from './endpoints/saml-connections.js';
import { samlConnections } from './endpoints/saml-connections.js';
import type { SCIMDirectoriesApi } from './endpoints/scim-directories.js';
import { scimDirectories } from './endpoints/scim-directories.js';
import type { SessionsApi } from './endpoints/sessions.js';
import { sessions } from './endpoints/sessions.js';
import type { SignInTokensApi } from './endpoints/sign-in-tokens.js';
import { signInTokens } from './endpoints/sign-in-tokens.js';
import type { SignUpsApi } from './endpoints/sign-ups.js';
import { signUps } from './endpoints/sign-ups.js';
import type { TemplatesApi } from './endpoints/templates.js';
import { templates } from './endpoints/templates.js';
import type { TestingTokensApi } from './endpoints/testing-tokens.js';
import { testingTokens } from './endpoints/testing-tokens.js';
import type { UsersApi } from './endpoints/users.js';
import { users } from './endpoints/users.js';
import type { WaitlistEntriesApi } from './endpoints/waitlist-entries.js';
import { waitlistEntries } from './endpoints/waitlist-entries.js';
import type { WebhooksApi } from './endpoints/webhooks.js';
import { webhooks } from './endpoints/webhooks.js';
import { rateLimiter, serviceLimit } from './rate-limit.js';
import { shareInFlight } from './share-in-flight.js';

/** The Backend API, one member per sub-API. A test may replace members, and methods of them. */
export interface ResourceClient {
  /** Applications without an account. Experimental. */
  __experimental_accountlessApplications: AccountlessApplicationsApi;
  /** Actor tokens: one person signs in as another. */
  actorTokens: ActorTokensApi;
  /** Tokens that let the IT department of a customer set up a connection by itself. */
  adminPortalLinkTokens: AdminPortalLinkTokensApi;
  /** Tasks that agents do on behalf of users. */
  agentTasks: AgentTasksApi;
  /** Identifiers that may sign up although sign-up is restricted. */
  allowlistIdentifiers: AllowlistIdentifiersApi;
  /** Keys with which users and organizations call your API. */
  apiKeys: APIKeysApi;
  /** Features in beta. */
  betaFeatures: BetaFeaturesApi;
  /** Plans and subscriptions. Experimental. */
  billing: BillingApi;
  /** Identifiers that may neither sign up nor sign in. */
  blocklistIdentifiers: BlocklistIdentifiersApi;
  /** Clients: browsers and devices with their sessions. */
  clients: ClientsApi;
  /** Directories of enterprises that create, change and remove users. */
  directories: DirectoriesApi;
  /** Domains of the instance. */
  domains: DomainsApi;
  /** E-mail addresses of users. */
  emailAddresses: EmailAddressesApi;
  /** E-mails sent by the service. Experimental. */
  emails: EmailsApi;
  /** Connections to enterprise identity providers. */
  enterpriseConnections: EnterpriseConnectionsApi;
  /** OAuth access tokens that the instance issued as identity provider. */
  idPOAuthAccessToken: IdPOAuthAccessTokenApi;
  /** Settings of the instance. */
  instance: InstanceApi;
  /** Invitations to sign up. */
  invitations: InvitationsApi;
  /** Public keys of the instance. */
  jwks: JwksApi;
  /** Descriptions of tokens with claims of your own. */
  jwtTemplates: JwtTemplatesApi;
  /** Tokens with which machines call each other. The machine secret key is sent, if there is one. */
  m2m: M2MApi;
  /** Machines: services of yours that call each other. */
  machines: MachinesApi;
  /** OAuth clients for which the instance is the identity provider. */
  oauthApplications: OAuthApplicationsApi;
  /** What roles may allow. */
  organizationPermissions: OrganizationPermissionsApi;
  /** Roles of organization members. */
  organizationRoles: OrganizationRolesApi;
  /** Organizations, their members, invitations and domains. */
  organizations: OrganizationsApi;
  /** Phone numbers of users. */
  phoneNumbers: PhoneNumbersApi;
  /** Checks whether a proxy for the Frontend API works. */
  proxyChecks: ProxyChecksApi;
  /** URLs that native apps may be sent back to. */
  redirectUrls: RedirectUrlsApi;
  /** Sets of roles that organizations use. */
  roleSets: RoleSetsApi;
  /** SAML connections. Superseded by `enterpriseConnections`. */
  samlConnections: SamlConnectionsApi;
  /** Directories under their former name; use `directories`. */
  scimDirectories: SCIMDirectoriesApi;
  /** Sessions of users, and tokens for them. */
  sessions: SessionsApi;
  /** Tokens with which a user signs in once. */
  signInTokens: SignInTokensApi;
  /** Sign-ups in progress. */
  signUps: SignUpsApi;
  /** Templates of e-mails and text messages. The service no longer develops this part of its API. */
  templates: TemplatesApi;
  /** Tokens that let automated tests past the bot protection. */
  testingTokens: TestingTokensApi;
  /** Users. */
  users: UsersApi;
  /** People who want to sign up as soon as that is possible. */
  waitlistEntries: WaitlistEntriesApi;
  /** Webhook delivery by Svix. */
  webhooks: WebhooksApi;
}

type Table = Readonly<Record<string, Row>>;
type Groups = { readonly [K in keyof ResourceClient]: EndpointGroup<ResourceClient[K], Table> };

const groups: Groups = {
  __experimental_accountlessApplications: accountlessApplications,
  actorTokens,
  adminPortalLinkTokens,
  agentTasks,
  allowlistIdentifiers,
  apiKeys,
  betaFeatures,
  billing,
  blocklistIdentifiers,
  clients,
  directories,
  domains,
  emailAddresses,
  emails,
  enterpriseConnections,
  idPOAuthAccessToken,
  instance,
  invitations,
  jwks,
  jwtTemplates,
  m2m,
  machines,
  oauthApplications,
  organizationPermissions,
  organizationRoles,
  organizations,
  phoneNumbers,
  proxyChecks,
  redirectUrls,
  roleSets,
  samlConnections,
  scimDirectories,
  sessions,
  signInTokens,
  signUps,
  templates,
  testingTokens,
  users,
  waitlistEntries,
  webhooks,
};

/** How the client works, besides where it sends to. */
export interface ResourceClientOptions extends ClientSettings {
  /** Gives what M2M tokens in JWT form are verified with, when one is. Default: the service is asked. */
  readonly tokenRules?: (() => TokenRules) | undefined;
}

function toBackend(connection: Connection, options: ResourceClientOptions): Backend {
  const { retry, timeoutMs, rateLimit, sharesRequests, tokenRules, onRequest, onResponse, logger } = options;
  const limit = rateLimit === true ? serviceLimit(connection.secretKey) : rateLimit;
  return {
    connection,
    retry,
    timeoutMs,
    observers: onRequest || onResponse || logger ? { onRequest, onResponse, logger } : undefined,
    gate: limit && rateLimiter(limit),
    share: sharesRequests ? shareInFlight() : undefined,
    tokenRules,
  };
}

/** Makes the Backend API client. A sub-API is built when it is first used; tests put their own in its place. */
export function createResourceClient(connection: Connection, options: ResourceClientOptions = {}): ResourceClient {
  const backend = toBackend(connection, options);
  const client: Partial<ResourceClient> = {};
  for (const [name, group] of Object.entries(groups)) {
    let methods: unknown;
    Object.defineProperty(client, name, {
      enumerable: true,
      configurable: true,
      get: () => (methods ??= bindEndpoints(group as EndpointGroup<unknown, Table>, backend)),
      set: (replacement: unknown) => (methods = replacement),
    });
  }
  // `groups` has every member.
  return client as ResourceClient;
}
