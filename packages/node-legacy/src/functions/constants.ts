import * as internal from '@acme/backend/internal';

/** Names that the protocol uses, with those of 4.x. */
export const constants = {
  ...internal.constants,
  SearchParams: { AuthStatus: 'x-clerk-auth-status', AuthToken: 'x-clerk-auth-token' },
} as const;

/** Values of `RequestState.status`. The last two were those of 4.x; no state has them now. */
export const AuthStatus = { ...internal.AuthStatus, Interstitial: 'interstitial', Unknown: 'unknown' } as const;
/** One of the values of {@link AuthStatus}. */
export type AuthStatus = (typeof AuthStatus)[keyof typeof AuthStatus];

/** Values of `object` in the JSON of resources, as 4.x named them. */
export const ObjectType = {
  AllowlistIdentifier: 'allowlist_identifier',
  Client: 'client',
  Email: 'email',
  EmailAddress: 'email_address',
  ExternalAccount: 'external_account',
  FacebookAccount: 'facebook_account',
  GoogleAccount: 'google_account',
  Invitation: 'invitation',
  OauthAccessToken: 'oauth_access_token',
  Organization: 'organization',
  OrganizationInvitation: 'organization_invitation',
  OrganizationMembership: 'organization_membership',
  PhoneNumber: 'phone_number',
  RedirectUrl: 'redirect_url',
  Session: 'session',
  SignInAttempt: 'sign_in_attempt',
  SignInToken: 'sign_in_token',
  SignUpAttempt: 'sign_up_attempt',
  SmsMessage: 'sms_message',
  User: 'user',
  Web3Wallet: 'web3_wallet',
  Token: 'token',
  TotalCount: 'total_count',
} as const;
/** One of the values of {@link ObjectType}. */
export type ObjectType = (typeof ObjectType)[keyof typeof ObjectType];
