export { ConfigurationError, ServiceUnavailableError } from './errors.js';
export { readOptions, type AcceptsToken, type AllOptions, type Environment, type TokenType } from './options.js';
export { getAuthObjectForAcceptedToken } from './request/accepted-token.js';
export type * from './request/auth-object.js';
export {
  createAuthenticator,
  type DecidedResponse,
  type Decision,
  type MiddlewareOptions,
  type MiddlewareOptionsSource,
} from './request/authenticator.js';
export { requestHead, type RequestHead } from './request/request-head.js';
export type { HeaderList, SignedInState, SignedOutState, ToAuthOptions } from './request/request-state.js';
