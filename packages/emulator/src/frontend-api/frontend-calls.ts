import { accountPortalHandlers, accountPortalVisits } from './instance/account-portal-handlers.js';
import { environmentHandlers } from './instance/environment-handlers.js';
import { wellKnownHandlers } from './instance/well-known-handlers.js';
import type { FrontendHandler } from './frontend-handlers.js';
import type { notEmulated } from './not-emulated.js';
import { oauthConsentHandlers, oauthConsentVisits } from './oauth/oauth-consent-handlers.js';
import { oauthHandlers } from './oauth/oauth-handlers.js';
import type { OperationId } from './operations.js';
import { handshakeHandlers } from './sessions/handshake-handlers.js';
import { billingHandlers } from './billing/billing-handlers.js';
import { enterpriseConnectionHandlers } from './connections/enterprise-connection-handlers.js';
import { apiKeyHandlers } from './machines/api-key-handlers.js';
import { waitlistHandlers } from './users/waitlist-handlers.js';
import { myOrganizationHandlers } from './organizations/my-organization-handlers.js';
import { organizationDomainHandlers } from './organizations/organization-domain-handlers.js';
import { organizationHandlers } from './organizations/organization-handlers.js';
import { organizationInvitationHandlers } from './organizations/organization-invitation-handlers.js';
import { organizationMemberHandlers } from './organizations/organization-member-handlers.js';
import { deviceHandlers } from './sessions/device-handlers.js';
import { reverificationHandlers } from './sessions/reverification-handlers.js';
import { sessionHandlers } from './sessions/session-handlers.js';
import { signInHandlers } from './sign-in/sign-in-handlers.js';
import { accountHandlers } from './users/account-handlers.js';
import { signUpHandlers } from './sign-in/sign-up-handlers.js';
import { testRunVisits } from './connections/test-run-visits.js';
import { ticketVisits } from './sign-in/ticket-visits.js';
import { verificationVisits } from './sign-in/verification-visits.js';

/** Operations that browsers open as pages and that servers call; they have no development browser. */
export const frontendVisits = {
  ...accountPortalVisits,
  ...wellKnownHandlers,
  ...handshakeHandlers,
  ...ticketVisits,
  ...oauthHandlers,
  ...oauthConsentVisits,
  ...verificationVisits,
  ...testRunVisits,
};

type VisitId = keyof typeof frontendVisits;

/**
 * Operations that browser libraries call. Each operation of the description is here, among the visits, or in `not-emulated.ts`:
 * the compiler requires it.
 */
export const frontendCalls: {
  readonly [Id in Exclude<OperationId, VisitId | keyof typeof notEmulated>]: FrontendHandler<Id>;
} = {
  ...accountPortalHandlers,
  ...environmentHandlers,
  ...oauthConsentHandlers,
  ...sessionHandlers,
  ...deviceHandlers,
  ...reverificationHandlers,
  ...organizationHandlers,
  ...organizationMemberHandlers,
  ...organizationInvitationHandlers,
  ...organizationDomainHandlers,
  ...myOrganizationHandlers,
  ...apiKeyHandlers,
  ...billingHandlers,
  ...enterpriseConnectionHandlers,
  ...waitlistHandlers,
  ...signInHandlers,
  ...signUpHandlers,
  ...accountHandlers,
};
