import type { AllOptions, AuthenticateRequestOptions } from '../options.js';
import { authenticate } from './authenticate-request.js';
import { createConfig, type Config } from './config.js';
import { requestHead, type RequestHead } from './request-head.js';
import type { RequestState } from './request-state.js';

const maxRemembered = 8;

function isSameCall(left: AllOptions, right: AllOptions): boolean {
  const names = Object.keys(left) as (keyof AllOptions)[];
  return names.length === Object.keys(right).length && names.every((name) => left[name] === right[name]);
}

/**
 * Finds the configuration for the options of a call. Applications call with the same few options over and over, so the last
 * ones are remembered by their values.
 */
export function createConfigSource(client: AllOptions): (call?: AllOptions) => Config | Promise<Config> {
  const remembered: { readonly call: AllOptions; readonly config: Config | Promise<Config> }[] = [];
  return (call = {}) => {
    const known = remembered.find((entry) => isSameCall(entry.call, call));
    if (known) return known.config;
    const config = createConfig(client, call);
    if (remembered.length === maxRemembered) remembered.shift();
    remembered.push({ call: { ...call }, config });
    return config;
  };
}

/**
 * Decides who sends a request.
 * @param options - laid over the client's own
 * @throws {ConfigurationError} if keys or other options are missing, malformed or contradictory
 * @see {@link https://clerk.com/docs/reference/backend/authenticate-request | authenticateRequest()}
 */
export type AuthenticateRequest = (request: Request, options?: AuthenticateRequestOptions) => Promise<RequestState>;

/** The same over plain facts: no object is built for a request that is signed in. */
export type AuthenticateHead = (head: RequestHead, options?: AuthenticateRequestOptions) => Promise<RequestState>;

/** Makes both forms for a client's options. */
export function createAuthenticate(client: AllOptions): {
  readonly authenticateRequest: AuthenticateRequest;
  readonly authenticateHead: AuthenticateHead;
} {
  const configOf = createConfigSource(client);
  const authenticateHead: AuthenticateHead = async (head, options) => {
    const config = configOf(options);
    return authenticate(head, config instanceof Promise ? await config : config);
  };
  return {
    authenticateHead,
    authenticateRequest: async (request, options) => authenticateHead(requestHead(request), options),
  };
}
