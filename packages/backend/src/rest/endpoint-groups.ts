import type { EndpointGroup, Row } from './endpoint-group.js';
import { accountlessApplications, type AccountlessApplicationsApi } from './endpoints/accountless-applications.js';
import { actorTokens, type ActorTokensApi } from './endpoints/actor-tokens.js';
import { adminPortalLinkTokens, type AdminPortalLinkTokensApi } from './endpoints/admin-portal-link-tokens.js';
import { agentTasks, type AgentTasksApi } from './endpoints/agent-tasks.js';
import { allowlistIdentifiers, type AllowlistIdentifiersApi } from './endpoints/allowlist-identifiers.js';
import { apiKeys, type APIKeysApi } from './endpoints/api-keys.js';
import { betaFeatures, type BetaFeaturesApi } from './endpoints/beta-features.js';
import { billing, type BillingApi } from './endpoints/billing.js';
import { blocklistIdentifiers, type BlocklistIdentifiersApi } from './endpoints/blocklist-identifiers.js';
import { clients, type ClientsApi } from './endpoints/clients.js';
import { directories, type DirectoriesApi } from './endpoints/directories.js';
import { domains, type DomainsApi } from './endpoints/domains.js';
import { emailAddresses, type EmailAddressesApi } from './endpoints/email-addresses.js';
import { emails, type EmailsApi } from './endpoints/emails.js';
import { enterpriseConnections, type EnterpriseConnectionsApi } from './endpoints/enterprise-connections.js';
import { idPOAuthAccessToken, type IdPOAuthAccessTokenApi } from './endpoints/idp-oauth-access-token.js';
import { instance, type InstanceApi } from './endpoints/instance.js';
import { invitations, type InvitationsApi } from './endpoints/invitations.js';
import { jwks, type JwksApi } from './endpoints/jwks.js';
import { jwtTemplates, type JwtTemplatesApi } from './endpoints/jwt-templates.js';
import { m2m, type M2MApi } from './endpoints/m2m.js';
import { machines, type MachinesApi } from './endpoints/machines.js';
import { oauthApplications, type OAuthApplicationsApi } from './endpoints/oauth-applications.js';
import { organizationPermissions, type OrganizationPermissionsApi } from './endpoints/organization-permissions.js';
import { organizationRoles, type OrganizationRolesApi } from './endpoints/organization-roles.js';
import { organizations, type OrganizationsApi } from './endpoints/organizations.js';
import { phoneNumbers, type PhoneNumbersApi } from './endpoints/phone-numbers.js';
import { proxyChecks, type ProxyChecksApi } from './endpoints/proxy-checks.js';
import { redirectUrls, type RedirectUrlsApi } from './endpoints/redirect-urls.js';
import { roleSets, type RoleSetsApi } from './endpoints/role-sets.js';
import { samlConnections, type SamlConnectionsApi } from './endpoints/saml-connections.js';
import { scimDirectories, type SCIMDirectoriesApi } from './endpoints/scim-directories.js';
import { sessions, type SessionsApi } from './endpoints/sessions.js';
import { signInTokens, type SignInTokensApi } from './endpoints/sign-in-tokens.js';
import { signUps, type SignUpsApi } from './endpoints/sign-ups.js';
import { templates, type TemplatesApi } from './endpoints/templates.js';
import { testingTokens, type TestingTokensApi } from './endpoints/testing-tokens.js';
import { users, type UsersApi } from './endpoints/users.js';
import { waitlistEntries, type WaitlistEntriesApi } from './endpoints/waitlist-entries.js';
import { webhooks, type WebhooksApi } from './endpoints/webhooks.js';

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
  /** Machines: your services that call each other. */
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

type Groups = { readonly [K in keyof ResourceClient]: EndpointGroup<ResourceClient[K], Readonly<Record<string, Row>>> };

/** The groups of routes behind the members of the client: the one list of them. */
export const endpointGroups: Groups = {
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
