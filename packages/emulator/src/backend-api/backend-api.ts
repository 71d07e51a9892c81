import type * as endpointGroups from '@acme/backend/endpoints';
import type { BackendRoutes } from './backend-route.js';
import { accountlessApplicationRoutes } from './instance/accountless-application-routes.js';
import { actorTokenRoutes } from './sessions/actor-token-routes.js';
import { adminPortalLinkTokenRoutes } from './instance/admin-portal-link-token-routes.js';
import { agentTaskRoutes } from './sessions/agent-task-routes.js';
import { allowlistIdentifierRoutes } from './users/allowlist-identifier-routes.js';
import { apiKeyRoutes } from './machines/api-key-routes.js';
import { betaFeatureRoutes, instanceSettingsRoutes } from './instance/instance-settings-routes.js';
import { billingRoutes } from './billing/billing-routes.js';
import { blocklistIdentifierRoutes } from './users/blocklist-identifier-routes.js';
import { clientRoutes } from './sessions/client-routes.js';
import { directoryRoutes, scimDirectoryRoutes } from './connections/directory-routes.js';
import { domainRoutes, proxyCheckRoutes } from './instance/domain-routes.js';
import { emailAddressRoutes } from './users/email-address-routes.js';
import { emailRoutes } from './instance/email-routes.js';
import { enterpriseConnectionRoutes } from './connections/enterprise-connection-routes.js';
import { oauthAccessTokenRoutes, oauthApplicationRoutes } from './machines/oauth-application-routes.js';
import { invitationRoutes } from './users/invitation-routes.js';
import { jwksRoutes } from './sessions/jwks-routes.js';
import { jwtTemplateRoutes } from './sessions/jwt-template-routes.js';
import { m2mRoutes } from './machines/m2m-routes.js';
import { machineRoutes } from './machines/machine-routes.js';
import { organizationPermissionRoutes, organizationRoleRoutes } from './organizations/organization-role-routes.js';
import { organizationRoutes } from './organizations/organization-routes.js';
import { phoneNumberRoutes } from './users/phone-number-routes.js';
import { redirectUrlRoutes } from './instance/redirect-url-routes.js';
import { roleSetRoutes } from './organizations/role-set-routes.js';
import { samlConnectionRoutes } from './connections/saml-connection-routes.js';
import { sessionRoutes, sessionTokenRoutes } from './sessions/session-routes.js';
import { signInTokenRoutes } from './sessions/sign-in-token-routes.js';
import { signUpRoutes } from './sessions/sign-up-routes.js';
import { templateRoutes } from './instance/template-routes.js';
import { testingTokenRoutes } from './sessions/testing-token-routes.js';
import { userRoutes } from './users/user-routes.js';
import { waitlistEntryRoutes } from './users/waitlist-entry-routes.js';
import { webhookRoutes } from './instance/webhook-routes.js';

/** Every sub-API, under the name of its group in `@acme/backend/endpoints`; a group without answers does not compile. */
export const backendApi: Readonly<Record<keyof typeof endpointGroups | 'sessionTokens', BackendRoutes>> = {
  accountlessApplications: accountlessApplicationRoutes,
  actorTokens: actorTokenRoutes,
  adminPortalLinkTokens: adminPortalLinkTokenRoutes,
  agentTasks: agentTaskRoutes,
  allowlistIdentifiers: allowlistIdentifierRoutes,
  apiKeys: apiKeyRoutes,
  betaFeatures: betaFeatureRoutes,
  billing: billingRoutes,
  blocklistIdentifiers: blocklistIdentifierRoutes,
  clients: clientRoutes,
  directories: directoryRoutes,
  domains: domainRoutes,
  emailAddresses: emailAddressRoutes,
  emails: emailRoutes,
  enterpriseConnections: enterpriseConnectionRoutes,
  idPOAuthAccessToken: oauthAccessTokenRoutes,
  instance: instanceSettingsRoutes,
  invitations: invitationRoutes,
  jwks: jwksRoutes,
  jwtTemplates: jwtTemplateRoutes,
  m2m: m2mRoutes,
  machines: machineRoutes,
  oauthApplications: oauthApplicationRoutes,
  organizationPermissions: organizationPermissionRoutes,
  organizationRoles: organizationRoleRoutes,
  organizations: organizationRoutes,
  phoneNumbers: phoneNumberRoutes,
  proxyChecks: proxyCheckRoutes,
  redirectUrls: redirectUrlRoutes,
  roleSets: roleSetRoutes,
  samlConnections: samlConnectionRoutes,
  scimDirectories: scimDirectoryRoutes,
  sessions: sessionRoutes,
  sessionTokens: sessionTokenRoutes,
  signInTokens: signInTokenRoutes,
  signUps: signUpRoutes,
  templates: templateRoutes,
  testingTokens: testingTokenRoutes,
  users: userRoutes,
  waitlistEntries: waitlistEntryRoutes,
  webhooks: webhookRoutes,
};
