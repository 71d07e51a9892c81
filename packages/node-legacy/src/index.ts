import type { ClerkClient as BackendClient } from '@acme/backend';
import { assertCalled } from '@acme/backend/adapter';
import { Clerk, makeClerk, type ClerkOf } from './clerk.js';
import type { HttpOptions } from './http/http-options.js';
import type { LegacyClerkOptions } from './legacy-clerk-options.js';
import type { ListForm } from './legacy-list.js';
import { noteDeprecation } from './note-deprecation.js';
import type { ClerkMiddleware } from './legacy-request.js';
import { createMiddleware, type ClerkMiddlewareOptions } from './create-middleware.js';

noteDeprecation();

export * from '@acme/backend';
export { createAuthenticateRequest, debugRequestState, makeAuthObjectSerializable } from '@acme/backend/internal';
export type { OAuthProvider, OAuthStrategy } from '@acme/backend/types';
export { decodeJwt, hasValidSignature, signJwt, type SignJwtOptions } from '@acme/backend/jwt';
export type {
  AuthenticateRequestParams,
  LegacyAuthenticateRequest,
  RequestParts,
} from './legacy-authenticate-request.js';
export { Clerk, type ClerkConstructor, type ClerkOf } from './clerk.js';
export { buildRequestUrl, createIsomorphicRequest } from './functions/build-request-url.js';
export { AuthStatus, constants, ObjectType } from './functions/constants.js';
export { deserialize } from './functions/deserialize.js';
export { loadInterstitialFromLocal } from './functions/load-interstitial-from-local.js';
export type {
  ClerkServerErrorJSON,
  CreateAuthenticateRequestOptions,
  Nullable,
  OptionalVerifyTokenOptions,
  RequiredVerifyTokenOptions,
  SignInStatus,
  SignUpAttributeRequirements,
} from './functions/nullable.js';
export { redirect, type RedirectParams } from './functions/redirect.js';
export { prunePrivateMetadata, sanitizeAuthObject } from './functions/sanitize-auth-object.js';
export {
  signedInAuthObject,
  signedOutAuthObject,
  type LoadedResources,
  type SignedInAuthObjectOptions,
} from './functions/signed-in-auth-object.js';
export { verifyJwt, type VerifyJwtOptions } from './functions/verify-jwt.js';
export type { BeforeRequest, HttpOptions, OutgoingRequest } from './http/http-options.js';
export type { LegacyClerkOptions } from './legacy-clerk-options.js';
export { ClerkServerError, HttpError } from './http-error.js';
export type { LegacyList, ListForm } from './legacy-list.js';
export type { UserLists } from './legacy-sub-api.js';
export type { UserList } from './user-list.js';
export type {
  ClerkMiddleware,
  LegacyAuthObject,
  LegacySession,
  LooseAuthProp,
  OnError,
  RequireAuthProp,
  RequireSessionClaimsProp,
  RequireSessionProp,
  StrictAuthProp,
  WithAuthProp,
  WithSessionClaimsProp,
  WithSessionProp,
} from './legacy-request.js';
export type { VerifyOptions as VerifyTokenOptions } from './clerk-members.js';
export type { IssuerRule } from './issuer-rule.js';
export { Logger } from './logger.js';
export {
  AllowlistIdentifier,
  Client,
  DeletedObject,
  Email,
  EmailAddress,
  IdentificationLink,
  ExternalAccount,
  Invitation,
  OauthAccessToken,
  Organization,
  OrganizationInvitation,
  OrganizationMembership,
  OrganizationMembershipPublicUserData,
  PhoneNumber,
  RedirectUrl,
  Session,
  SignInToken,
  SMSMessage,
  Token,
  User,
  Verification,
} from './resources/resource-classes.js';
export type {
  OldClientNames,
  OldExternalAccountNames,
  OldOrganizationNames,
  OldPublicUserDataNames,
  OldUserNames,
  WithOldNames,
} from './resources/add-old-names.js';
export { RemovedMethodError } from './removed-method-error.js';
export { UnauthenticatedError, UnavailableError } from './unauthenticated-error.js';
export type { ClerkMiddlewareOptions } from './create-middleware.js';

/** The default client. It reads the environment when it is first used. */
const clerk = Clerk.getInstance();
export default clerk;

/** The default client; its lists become JSON as in 5.x. */
export const clerkClient: ClerkClient = makeClerk({}, 'page');

/** What `createClerkClient` of 5.x returns. */
export type ClerkClient = ClerkOf<'page'>;

/** Creates a client as 5.x did: that of `@acme/backend`, with the middlewares of the legacy SDK. */
export function createClerkClient(options: LegacyClerkOptions = {}): ClerkClient {
  return makeClerk(options, 'page');
}

// Named types keep the declarations short.
export const allowlistIdentifiers: Clerk['allowlistIdentifiers'] = clerk.allowlistIdentifiers;
export const clients: Clerk['clients'] = clerk.clients;
export const domains: Clerk['domains'] = clerk.domains;
export const emailAddresses: Clerk['emailAddresses'] = clerk.emailAddresses;
export const emails: Clerk['emails'] = clerk.emails;
export const invitations: Clerk['invitations'] = clerk.invitations;
export const organizations: Clerk['organizations'] = clerk.organizations;
export const phoneNumbers: Clerk['phoneNumbers'] = clerk.phoneNumbers;
export const sessions: Clerk['sessions'] = clerk.sessions;
export const smsMessages: Clerk['smsMessages'] = clerk.smsMessages;
export const users: Clerk['users'] = clerk.users;
export const ClerkExpressWithAuth: Clerk['expressWithAuth'] = clerk.expressWithAuth;
export const ClerkExpressRequireAuth: Clerk['expressRequireAuth'] = clerk.expressRequireAuth;
export const ClerkExpressWithSession: Clerk['expressWithSession'] = clerk.expressWithSession;
export const ClerkExpressRequireSession: Clerk['expressRequireSession'] = clerk.expressRequireSession;
export const withAuth: Clerk['withAuth'] = clerk.withAuth;
export const requireAuth: Clerk['requireAuth'] = clerk.requireAuth;
export const withSession: Clerk['withSession'] = clerk.withSession;
export const requireSession: Clerk['requireSession'] = clerk.requireSession;
export const verifyToken: Clerk['verifyToken'] = clerk.verifyToken;

/** @deprecated Other name of `ClerkExpressWithSession`. */
export const ClerkWithSession: Clerk['expressWithSession'] = (options) => ClerkExpressWithSession(options);

/** Options of {@link createClerkExpressWithAuth}. */
export interface CreateClerkExpressOptions extends LegacyClerkOptions {
  readonly clerkClient?: ClerkOf<ListForm> | BackendClient | undefined;
}

type Create = (options?: ClerkMiddlewareOptions) => ClerkMiddleware;

function createExpress(given: readonly [options?: CreateClerkExpressOptions], name: string, isStrict: boolean): Create {
  const right = `${name}({ clerkClient })()`;
  assertCalled(given, name, right);
  const { clerkClient: client, ...own } = given[0] ?? {};
  return (...inner) => {
    assertCalled(inner, `The result of ${name}`, right);
    return createMiddleware({ ...own, clerkClient: client, ...inner[0] }, { isStrict });
  };
}

/** Creates a `ClerkExpressWithAuth` with your own client or keys. */
export const createClerkExpressWithAuth = (...given: readonly [options?: CreateClerkExpressOptions]): Create =>
  createExpress(given, 'createClerkExpressWithAuth', false);

/** Creates a `ClerkExpressRequireAuth` with your own client or keys. */
export const createClerkExpressRequireAuth = (...given: readonly [options?: CreateClerkExpressOptions]): Create =>
  createExpress(given, 'createClerkExpressRequireAuth', true);

/** @deprecated Create another client. Sets the secret key of the exported client for the calls that follow. */
export function setClerkApiKey(value: string): void {
  clerk.apiKey = value;
}

/** @deprecated Create another client. Sets the origin of the Backend API for the calls that follow. */
export function setClerkServerApiUrl(value: string): void {
  clerk.serverApiUrl = value;
}

/** @deprecated Create another client. Sets the version of the Backend API for the calls that follow. */
export function setClerkApiVersion(value: string): void {
  clerk.apiVersion = value;
}

/** @deprecated Sets the settings of the HTTP client of the exported client for the calls that follow. */
export function setClerkHttpOptions(value: HttpOptions | RequestInit): void {
  clerk.httpOptions = value;
}
