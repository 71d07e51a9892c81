export { decorateObjectWithResources, stripPrivateDataFromObject } from './decorate-object-with-resources.js';
export {
  buildAccountsBaseUrl,
  buildPublishableKey,
  isDevelopmentSecretKey as isDevelopmentFromSecretKey,
  isProductionSecretKey as isProductionFromSecretKey,
  isPublishableKey,
  isValidProxyUrl,
  parsePublishableKey,
} from './publishable-key.js';
export { getAuthObjectForAcceptedToken, invalidTokenAuthObject, isTokenTypeAccepted } from './request/auth-object.js';
export type { CheckAuthorization, Debug, GetToken, GetTokenOptions } from './request/auth-functions.js';
export type * from './request/auth-object.js';
export type * from './request/machine-auth-object.js';
export { createClerkRequest, type ClerkRequest } from './request/clerk-request.js';
export { getCookieSuffix } from './request/get-cookie-suffix.js';
export { createRedirect, type CreateRedirectParams, type RedirectFun } from './request/create-redirect.js';
export type { AuthorizationParams, ReverificationConfig } from './request/has-authorization.js';
export {
  authenticatedMachineObject,
  createAuthenticateRequest,
  createBootstrapSignedOutState,
  getAuthObjectFromJwt,
  isMachineToken,
  isMachineTokenByPrefix,
  makeAuthObjectSerializable,
  signedInAuthObject,
  signedOutAuthObject,
  unauthenticatedMachineObject,
} from './request/internal-functions.js';
export { createPathMatcher, type PathPattern } from './request/create-path-matcher.js';
export { constants, TokenType } from './request/constants.js';
export { AuthStatus, debugRequestState } from './request/request-state.js';
export type { HandshakeState, SignedInState, SignedOutState } from './request/request-state.js';
export { reverificationError, reverificationErrorResponse } from './request/reverification-error.js';
export { verifyMachineAuthToken, type MachineAuthTokenVerification } from './verify-machine-auth-token.js';
export type { AuthenticateRequestOptions, MachineTokenType, OrganizationSyncOptions } from './options.js';
export type * from './types/auth.js';
