import { authenticateRequestOptionNames, type AllOptions, type AuthenticateRequestOptions } from '../options.js';
import type { AuthenticateHead } from './request-methods.js';
import type { RequestHead } from './request-head.js';
import type { RequestState } from './request-state.js';

/** Our own clients offer this method, which needs no `Request`. For any other client a `Request` is created. */
// Stryker disable next-line StringLiteral: the name only has to be the same in all copies of the package.
export const authenticateHeadKey = Symbol.for('@acme/backend.authenticateHead');

/** A client; options of the middleware override its own. */
export interface AuthenticatingClient {
  readonly authenticateRequest: (request: Request, options?: AuthenticateRequestOptions) => Promise<RequestState>;
  readonly [authenticateHeadKey]?: AuthenticateHead;
}

function toRequest(head: RequestHead): Request {
  return new Request(head.url, { method: head.method, headers: Object.fromEntries(head.headers()) });
}

/** Those of the options that a call of `authenticateRequest` takes; how a client makes its calls is not among them. */
export function callOptions(options: AllOptions): AuthenticateRequestOptions {
  const taken: Record<string, unknown> = {};
  for (const name of authenticateRequestOptionNames) if (name in options) taken[name] = options[name];
  // The names are those of AuthenticateRequestOptions.
  return taken;
}

/** Decides with the options of a client, overridden by those of the call. */
export function decideWithClient(
  client: AuthenticatingClient,
  head: RequestHead,
  call: AuthenticateRequestOptions,
): Promise<RequestState> {
  const authenticateHead = client[authenticateHeadKey];
  // A test may have put another function in its place, or a spy before it.
  return authenticateHead && authenticateHead.authenticateRequest === client.authenticateRequest
    ? authenticateHead(head, call)
    : client.authenticateRequest(toRequest(head), call);
}

/** The same with the options of a middleware; those that no call of `authenticateRequest` takes are left out. */
export function authenticateWithClient(
  client: AuthenticatingClient,
  head: RequestHead,
  options: AllOptions,
): Promise<RequestState> {
  return decideWithClient(client, head, callOptions(options));
}
