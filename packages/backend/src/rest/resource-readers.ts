// Written by `pnpm index:generate` from the files of the folders; do not edit.
import type { ResourceReader } from './resource.js';
import { accountlessApplication } from './resources/accountless-application.js';
import { actorToken } from './resources/actor-token.js';
import { adminPortalLinkToken } from './resources/admin-portal-link-token.js';
import { agentTask } from './resources/agent-task.js';
import { allowlistIdentifier } from './resources/allowlist-identifier.js';
import { apiKey } from './resources/api-key.js';
import { billingCreditBalance, billingCreditLedger } from './resources/billing-credit.js';
import { billingDiscountRedemption } from './resources/billing-discount.js';
import { billingPayer, billingPaymentMethod } from './resources/billing-payer.js';
import { billingPlan, feature } from './resources/billing-plan.js';
import { billingPrice } from './resources/billing-price.js';
import { billingPaymentAttempt, billingStatement, billingStatementGroup } from './resources/billing-statement.js';
import { billingSubscription, billingSubscriptionItem } from './resources/billing-subscription.js';
import { blocklistIdentifier } from './resources/blocklist-identifier.js';
import { client } from './resources/client.js';
import { cookies } from './resources/cookies.js';
import { directory, directoryGroupRoleMapping } from './resources/directory.js';
import { domain } from './resources/domain.js';
import { emailAddress } from './resources/email-address.js';
import { email } from './resources/email.js';
import { enterpriseAccount } from './resources/enterprise-account.js';
import { enterpriseConnection } from './resources/enterprise-connection.js';
import { idpOAuthAccessToken } from './resources/idp-oauth-access-token.js';
import { instanceCommunication } from './resources/instance-communication.js';
import { instanceProtect } from './resources/instance-protect.js';
import { instance, instanceRestrictions, instanceSettings } from './resources/instance.js';
import { invitation } from './resources/invitation.js';
import { jwtTemplate } from './resources/jwt-template.js';
import { m2mToken } from './resources/m2m-token.js';
import { machine, machineScope, machineSecretKey } from './resources/machine.js';
import { oauthAccessToken } from './resources/oauth-access-token.js';
import { oauthApplicationSettings } from './resources/oauth-application-settings.js';
import { oauthApplication } from './resources/oauth-application.js';
import { organizationDomain } from './resources/organization-domain.js';
import { organizationInvitation } from './resources/organization-invitation.js';
import { organizationMembership } from './resources/organization-membership.js';
import { organizationSettings } from './resources/organization-settings.js';
import { organization } from './resources/organization.js';
import { permission } from './resources/permission.js';
import { phoneNumber } from './resources/phone-number.js';
import { proxyCheck } from './resources/proxy-check.js';
import { redirectUrl } from './resources/redirect-url.js';
import { roleSet } from './resources/role-set.js';
import { role } from './resources/role.js';
import { samlConnection } from './resources/saml-connection.js';
import { scimDirectory, scimGroupRoleMapping } from './resources/scim-directory.js';
import { session } from './resources/session.js';
import { signInToken } from './resources/sign-in-token.js';
import { signUpAttempt } from './resources/sign-up.js';
import { smsMessage } from './resources/sms-message.js';
import { template } from './resources/template.js';
import { testingToken } from './resources/testing-token.js';
import { token } from './resources/token.js';
import { trustedDevice } from './resources/trusted-device.js';
import { user } from './resources/user.js';
import { waitlistEntry } from './resources/waitlist-entry.js';

/** The readers that are chosen by the value of `object` in an answer. */
export const resourceReaders: readonly ResourceReader<never, unknown>[] = [
  accountlessApplication,
  actorToken,
  adminPortalLinkToken,
  agentTask,
  allowlistIdentifier,
  apiKey,
  billingCreditBalance,
  billingCreditLedger,
  billingDiscountRedemption,
  billingPayer,
  billingPaymentMethod,
  billingPlan,
  feature,
  billingPrice,
  billingPaymentAttempt,
  billingStatement,
  billingStatementGroup,
  billingSubscription,
  billingSubscriptionItem,
  blocklistIdentifier,
  client,
  cookies,
  directory,
  directoryGroupRoleMapping,
  domain,
  emailAddress,
  email,
  enterpriseAccount,
  enterpriseConnection,
  idpOAuthAccessToken,
  instanceCommunication,
  instanceProtect,
  instance,
  instanceRestrictions,
  instanceSettings,
  invitation,
  jwtTemplate,
  m2mToken,
  machine,
  machineScope,
  machineSecretKey,
  oauthAccessToken,
  oauthApplicationSettings,
  oauthApplication,
  organizationDomain,
  organizationInvitation,
  organizationMembership,
  organizationSettings,
  organization,
  permission,
  phoneNumber,
  proxyCheck,
  redirectUrl,
  roleSet,
  role,
  samlConnection,
  scimDirectory,
  scimGroupRoleMapping,
  session,
  signInToken,
  signUpAttempt,
  smsMessage,
  template,
  testingToken,
  token,
  trustedDevice,
  user,
  waitlistEntry,
];
