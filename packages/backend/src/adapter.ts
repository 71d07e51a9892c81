export {
  createAdapterClient,
  createMiddlewareClient,
  createMiddlewareClients,
  type AdapterPackage,
} from './adapter/create-adapter-client.js';
export { createLazyClient } from './adapter/create-lazy-client.js';
export { createRouteGuard } from './adapter/create-route-guard.js';
export { processEnvironment } from './adapter/process-environment.js';
export {
  createGetAuth,
  type DecidedState,
  defineRequestState,
  type GetAuthSource,
  type RequestStateDefinition,
  type RequestStates,
} from './adapter/define-request-state.js';
export type { ClerkClient } from './clerk-client.js';
export { ConfigurationError, ServiceUnavailableError } from './errors.js';
export { isPromise, type MaybePromise } from './maybe-promise.js';
export { parseJson } from './parse-json.js';
export {
  checkNames,
  readOptions,
  verifyTokenOptionNames,
  type AcceptsToken,
  type AllOptions,
  type Environment,
  type TokenType,
} from './options.js';
export { memoizeByOptions } from './memoize-by-options.js';
export { memoizeByEnvironment as rememberEnvironment } from './memoize-by-environment.js';
export { getAuthObjectForAcceptedToken } from './request/auth-object.js';
export type { CheckAuthorization, Debug, GetToken, GetTokenOptions } from './request/auth-functions.js';
export type * from './request/machine-auth-object.js';
export type { ProxiedMessage } from './proxy/clerk-frontend-api-proxy.js';
export type * from './request/auth-object.js';
export { authenticateWithClient, type AuthenticatingClient } from './request/authenticating-client.js';
export {
  createAuthenticator,
  type AuthenticatorSettings,
  type DecidedResponse,
  type Decision,
} from './request/create-authenticator.js';
export {
  readMiddlewareOptions,
  takeMiddlewareOptions,
  type FrontendApiProxyMiddlewareOptions,
  type MiddlewareOptions,
  type MiddlewareOptionsSource,
} from './request/middleware-options.js';
export type { ProxyCall } from './request/route-to-proxy.js';
export { assertCalled } from './request/assert-called.js';
export { contentHeaders } from './request/content-headers.js';
export { isTargetedCacheControl } from './request/is-targeted-cache-control.js';
export { cookieNames, readCookies } from './request/read-cookies.js';
export {
  readAuthOptions,
  takeAuthOptions,
  type ActiveInOrganization,
  type AsyncGetAuth,
  type AsyncGetAuthOptions,
  type Authenticated,
  type AuthFor,
  type AuthWith,
  type GetAuth,
  type GetAuthOptions,
  type OrganizationRule,
  type RequestAuth,
} from './request/get-auth.js';
export { authServerMetadata, type AuthServerMetadata } from './request/auth-server-metadata.js';
export type { MetadataAnswer } from './request/metadata-answer.js';
export { protectedResourceMetadata, type ProtectedResourceMetadata } from './request/protected-resource-metadata.js';
export { createGuard, type Guard, type RefusalClass, type Verdict } from './request/create-guard.js';
export { checkSignInUrl, type GuardOptions, type ProtectOptions, type RefusedPage } from './request/protect-options.js';
export { bearerToken } from './request/request-facts.js';
export { requestHead, type RequestHead } from './request/request-head.js';
export { isCallOptions, rowsOnly } from './rest/call-options.js';
export { readRawBody, type UnreadBody } from './webhook/read-raw-body.js';
export type {
  HeaderList,
  RequestState,
  SignedInState,
  SignedOutState,
  ToAuthOptions,
} from './request/request-state.js';
