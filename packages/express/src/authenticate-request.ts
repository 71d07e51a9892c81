import {
  authenticateWithClient,
  readMiddlewareOptions,
  type AuthenticatingClient,
  type RequestState,
} from '@acme/backend/adapter';
import { nodeHead } from '@acme/backend/node-http';
import type { IncomingMessage } from 'node:http';
import type { ClerkMiddlewareOptions } from './clerk-middleware.js';

/** Parameters of `authenticateRequest`. */
export interface AuthenticateRequestParams {
  /** Decides with this client; `options` override its own. */
  readonly clerkClient: AuthenticatingClient;
  readonly request: IncomingMessage & { readonly originalUrl?: string };
  /** Override the client's; absent ones are taken from the environment. */
  readonly options?: ClerkMiddlewareOptions;
}

/**
 * Decides who sends a request, as `clerkMiddleware` does, and changes nothing: for a middleware of your own.
 * @throws {ConfigurationError} if keys or other options are missing, malformed or contradictory
 */
export function authenticateRequest({
  clerkClient,
  request,
  options = {},
}: AuthenticateRequestParams): Promise<RequestState> {
  return authenticateWithClient(
    clerkClient,
    nodeHead(request, request.originalUrl),
    readMiddlewareOptions(options, process.env),
  );
}
