import { chain, isPromise } from '../maybe-promise.js';
import { memoizeByOptions, memoizeWhileUnchanged } from '../memoize-by-options.js';
import {
  authenticateRequestOptionNames,
  takeOptions,
  type AllOptions,
  type AuthenticateRequestOptions,
  type TokenType,
} from '../options.js';
import type { ApiClient } from './api-client.js';
import { createConfig, type Config } from './config.js';
import { decideRequest } from './decide-request.js';
import { requestHead, type RequestHead } from './request-head.js';
import type { RequestState, RequestStateFor } from './request-state.js';

/**
 * Decides who sends a request.
 * @param options - override the client's own; an empty or false value does not replace one of the client
 * @throws {ConfigurationError} if keys or other options are missing, malformed or contradictory
 * @see {@link https://clerk.com/docs/reference/backend/authenticate-request | authenticateRequest()}
 */
export interface AuthenticateRequest {
  <const Types extends readonly TokenType[]>(
    request: Request,
    options: AuthenticateRequestOptions & { readonly acceptsToken: Types },
  ): Promise<RequestStateFor<Types[number] | null>>;
  <Type extends TokenType>(
    request: Request,
    options: AuthenticateRequestOptions & { readonly acceptsToken: Type },
  ): Promise<RequestStateFor<Type>>;
  (
    request: Request,
    options: AuthenticateRequestOptions & { readonly acceptsToken: 'any' },
  ): Promise<RequestStateFor<TokenType>>;
  (request: Request, options?: AuthenticateRequestOptions): Promise<RequestStateFor<'session_token'>>;
}

/** The same for the head of a request: no `Request` is created. */
export interface AuthenticateHead {
  (head: RequestHead, options?: AuthenticateRequestOptions): Promise<RequestState>;
  /** The client's own options; the proxy of a middleware needs them. */
  readonly clientOptions: AllOptions;
  /** The method that decides the same. If the client's has been replaced since, the replacement is called. */
  readonly authenticateRequest: AuthenticateRequest;
}

/** The methods of a client that decide requests. */
export interface RequestMethods {
  readonly authenticateRequest: AuthenticateRequest;
  readonly authenticateHead: AuthenticateHead;
}

/**
 * Creates the methods for the options of a client.
 * @param client - checked options, copied now; lists and records in them are read with each request
 * @param apiClient - refreshes sessions and requests the results of handshakes. Default: requests of its own
 */
export function createRequestMethods(client: AllOptions, apiClient?: ApiClient): RequestMethods {
  const own = { ...client };
  const configFor = (now: AllOptions, call?: AllOptions) =>
    chain(createConfig(now, call), (config): Config => (apiClient ? { ...config, apiClient } : config));
  const configOf = memoizeByOptions(authenticateRequestOptionNames, (given: AuthenticateRequestOptions) => {
    const call = takeOptions(given, 'authenticateRequest', authenticateRequestOptionNames);
    return memoizeWhileUnchanged(own, (now) => configFor(now, call));
  });
  const withoutOptions = memoizeWhileUnchanged(own, (now) => configFor(now));
  const decide = async (head: RequestHead, options?: AuthenticateRequestOptions): Promise<RequestState> => {
    const currentConfig = options === undefined ? withoutOptions : configOf(options);
    const config = (isPromise(currentConfig) ? await currentConfig : currentConfig)();
    return decideRequest(head, isPromise(config) ? await config : config);
  };
  // The overloads say what is answered for each kind of `acceptsToken`.
  const authenticateRequest = (async (request: Request, options?: AuthenticateRequestOptions) =>
    decide(requestHead(request), options)) as AuthenticateRequest;
  return {
    authenticateHead: Object.assign(decide, { clientOptions: own, authenticateRequest }),
    authenticateRequest,
  };
}
