/** The classes of resources with what reads them from JSON, for packages that give them further names. */
export { decode } from './rest/decode.js';
export type { ResourceReader } from './rest/resource.js';
export { AllowlistIdentifier, allowlistIdentifier } from './rest/resources/allowlist-identifier.js';
export { Client, client } from './rest/resources/client.js';
export { DeletedObject, deletedObject } from './rest/resources/deleted-object.js';
export { Email, email } from './rest/resources/email.js';
export { EmailAddress, IdentificationLink, identificationLink, emailAddress } from './rest/resources/email-address.js';
export { ExternalAccount, externalAccount } from './rest/resources/external-account.js';
export { Invitation, invitation } from './rest/resources/invitation.js';
export { OauthAccessToken, oauthAccessToken } from './rest/resources/oauth-access-token.js';
export { Organization, organization } from './rest/resources/organization.js';
export { OrganizationInvitation, organizationInvitation } from './rest/resources/organization-invitation.js';
export {
  OrganizationMembership,
  OrganizationMembershipPublicUserData,
  organizationMembershipPublicUserData,
  organizationMembership,
} from './rest/resources/organization-membership.js';
export { PhoneNumber, phoneNumber } from './rest/resources/phone-number.js';
export { RedirectUrl, redirectUrl } from './rest/resources/redirect-url.js';
export { Session, session } from './rest/resources/session.js';
export { SignInToken, signInToken } from './rest/resources/sign-in-token.js';
export { SMSMessage, smsMessage } from './rest/resources/sms-message.js';
export { Token, token } from './rest/resources/token.js';
export { User, user } from './rest/resources/user.js';
export { Verification, verification } from './rest/resources/verification.js';
