import type { DeletedObjectJSON } from '../wire/deleted-object.js';
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
import { deletedObject } from './resources/deleted-object.js';
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

const readers: ReadonlyMap<unknown, ResourceReader<never, unknown>> = new Map(
  [
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
    billingPaymentAttempt,
    billingPaymentMethod,
    billingPlan,
    billingPrice,
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
    email,
    emailAddress,
    enterpriseAccount,
    enterpriseConnection,
    feature,
    idpOAuthAccessToken,
    instance,
    instanceCommunication,
    instanceProtect,
    instanceRestrictions,
    instanceSettings,
    invitation,
    jwtTemplate,
    m2mToken,
    machine,
    machineScope,
    machineSecretKey,
    oauthAccessToken,
    oauthApplication,
    oauthApplicationSettings,
    organization,
    organizationDomain,
    organizationInvitation,
    organizationMembership,
    organizationSettings,
    permission,
    phoneNumber,
    proxyCheck,
    redirectUrl,
    role,
    roleSet,
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
  ].map((reader) => [reader.object, reader]),
);

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function decodeList(rows: readonly unknown[], totalCount: unknown): unknown {
  const data = rows.map(decodeObject);
  return totalCount === undefined ? data : { data, totalCount };
}

function decodeObject(json: unknown): unknown {
  if (!isRecord(json)) return json;
  // The reader of a deleted object takes whatever is there.
  if ('object' in json && 'deleted' in json) return deletedObject.read(json as unknown as DeletedObjectJSON);
  if (json.object === 'total_count') return json.total_count;
  // Every reader takes any JSON object; `object` chose it.
  return readers.get(json.object)?.read(json as never) ?? json;
}

/**
 * An answer of the service as objects: lists become `{ data, totalCount }` (or an array, if the service gave no count),
 * known kinds become their class, everything else stays the JSON that came.
 */
export function decode(json: unknown): unknown {
  if (Array.isArray(json)) return decodeList(json, undefined);
  if (!isRecord(json)) return json;
  if (Array.isArray(json.m2m_tokens)) return decodeList(json.m2m_tokens, json.total_count);
  if (Array.isArray(json.data)) return decodeList(json.data, json.total_count);
  return decodeObject(json);
}
