/** The role of an exported name of the retired SDK: it decides the translation. */
export type Role =
  | { readonly is: 'client' }
  | { readonly is: 'api'; readonly api: string }
  | { readonly is: 'class' }
  | { readonly is: 'middleware'; readonly strict: boolean }
  | { readonly is: 'middleware-factory'; readonly strict: boolean }
  | { readonly is: 'wrapper'; readonly strict: boolean }
  | { readonly is: 'setter'; readonly option: string | undefined }
  | { readonly is: 'request-type'; readonly strict: boolean }
  | { readonly is: 'http-error' }
  | { readonly is: 'logger' }
  | { readonly is: 'same'; readonly entry: '' | '/internal' | '/jwt' | '/errors' | '/webhooks' }
  | { readonly is: 'unknown' };

const apis =
  'allowlistIdentifiers clients domains emailAddresses emails invitations organizations phoneNumbers sessions smsMessages users';

/** Names of the sub-APIs that the retired SDK also exported on their own. */
export const apiNames: ReadonlySet<string> = new Set(apis.split(' '));

const roles: Readonly<Record<string, Role>> = {
  default: { is: 'client' },
  clerkClient: { is: 'client' },
  Clerk: { is: 'class' },
  createClerkClient: { is: 'class' },
  ClerkExpressWithAuth: { is: 'middleware', strict: false },
  ClerkExpressWithSession: { is: 'middleware', strict: false },
  ClerkWithSession: { is: 'middleware', strict: false },
  ClerkExpressRequireAuth: { is: 'middleware', strict: true },
  ClerkExpressRequireSession: { is: 'middleware', strict: true },
  createClerkExpressWithAuth: { is: 'middleware-factory', strict: false },
  createClerkExpressRequireAuth: { is: 'middleware-factory', strict: true },
  withAuth: { is: 'wrapper', strict: false },
  withSession: { is: 'wrapper', strict: false },
  requireAuth: { is: 'wrapper', strict: true },
  requireSession: { is: 'wrapper', strict: true },
  setClerkApiKey: { is: 'setter', option: 'secretKey' },
  setClerkServerApiUrl: { is: 'setter', option: 'apiUrl' },
  setClerkApiVersion: { is: 'setter', option: 'apiVersion' },
  setClerkHttpOptions: { is: 'setter', option: undefined },
  WithAuthProp: { is: 'request-type', strict: false },
  LooseAuthProp: { is: 'request-type', strict: false },
  WithSessionProp: { is: 'request-type', strict: false },
  WithSessionClaimsProp: { is: 'request-type', strict: false },
  RequireAuthProp: { is: 'request-type', strict: true },
  StrictAuthProp: { is: 'request-type', strict: true },
  RequireSessionProp: { is: 'request-type', strict: true },
  RequireSessionClaimsProp: { is: 'request-type', strict: true },
  HttpError: { is: 'http-error' },
  Logger: { is: 'logger' },
  verifyToken: { is: 'same', entry: '' },
  ClerkAPIResponseError: { is: 'same', entry: '/errors' },
  isClerkAPIResponseError: { is: 'same', entry: '/errors' },
  decodeJwt: { is: 'same', entry: '/jwt' },
  hasValidSignature: { is: 'same', entry: '/jwt' },
  signJwt: { is: 'same', entry: '/jwt' },
  verifyJwt: { is: 'same', entry: '/jwt' },
  AuthStatus: { is: 'same', entry: '/internal' },
  constants: { is: 'same', entry: '/internal' },
  createAuthenticateRequest: { is: 'same', entry: '/internal' },
  makeAuthObjectSerializable: { is: 'same', entry: '/internal' },
  signedInAuthObject: { is: 'same', entry: '/internal' },
  signedOutAuthObject: { is: 'same', entry: '/internal' },
};

/** Types of the retired SDK that the new packages export under the same name. */
const types: ReadonlySet<string> = new Set(
  `AllowlistIdentifier AllowlistIdentifierJSON AuthObject ClerkClient ClerkOptions ClerkResourceJSON Client ClientJSON CreateUserParams DeletedObject
   DeletedObjectJSON Domain DomainJSON Email EmailAddress EmailAddressJSON EmailJSON ExternalAccount ExternalAccountJSON IdentificationLink
   IdentificationLinkJSON Invitation InvitationJSON InvitationStatus JwtPayload OauthAccessToken OauthAccessTokenJSON Organization
   OrganizationInvitation OrganizationInvitationJSON OrganizationInvitationStatus OrganizationJSON OrganizationMembership
   OrganizationMembershipJSON OrganizationMembershipPublicUserData OrganizationMembershipPublicUserDataJSON OrganizationMembershipRole
   PaginatedResourceResponse PhoneNumber PhoneNumberJSON RedirectUrl RedirectUrlJSON RequestState Session SessionJSON SignedInAuthObject
   SignedOutAuthObject SignInJSON SignInToken SignInTokenJSON SignUpJSON SMSMessage SMSMessageJSON Token TokenJSON UpdateUserParams User UserJSON
   Verification VerificationJSON VerifyTokenOptions Web3Wallet Web3WalletJSON`.split(/\s+/),
);

/** Types of webhooks, which have an entry of their own now. */
const webhookTypes: ReadonlySet<string> = new Set(
  `EmailWebhookEvent OrganizationDomainWebhookEvent OrganizationInvitationWebhookEvent OrganizationMembershipWebhookEvent
   OrganizationWebhookEvent PermissionWebhookEvent RoleWebhookEvent SessionWebhookEvent SMSWebhookEvent UserWebhookEvent
   WaitlistEntryWebhookEvent WebhookEvent WebhookEventType`.split(/\s+/),
);

/** The role of a name. @param entry - the part of the module specifier after the package name */
export function roleOf(name: string, entry: string): Role {
  if (entry.endsWith('/instance') && (name === 'default' || name === 'Clerk')) return { is: 'class' };
  if (apiNames.has(name)) return { is: 'api', api: name };
  if (types.has(name)) return { is: 'same', entry: '' };
  if (webhookTypes.has(name)) return { is: 'same', entry: '/webhooks' };
  return Object.hasOwn(roles, name) ? (roles[name] ?? { is: 'unknown' }) : { is: 'unknown' };
}

/** Whether a name with the same meaning in both packages is only a type. */
export function isTypeName(name: string): boolean {
  return types.has(name) || webhookTypes.has(name);
}

/** Whether a name concerns `req.session` (2.x) rather than `req.auth`. */
export function isSessionName(name: string): boolean {
  return /Session(?:Claims)?(?:Prop)?$/.test(name) && name !== 'Session';
}
