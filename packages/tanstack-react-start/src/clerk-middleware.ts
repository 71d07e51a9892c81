import { createIsomorphicFn, createMiddleware } from '@tanstack/react-start';
import { middlewareParts } from './middleware-parts.js';
import type { ClerkMiddlewareOptionsSource } from './clerk-middleware-options.js';

// The browser loads the file with the middleware too, without what is in `.server()`.
const checkOnServer = createIsomorphicFn()
  .server((source: ClerkMiddlewareOptionsSource) => middlewareParts.check(source))
  .client((source: ClerkMiddlewareOptionsSource) => void source);

/**
 * Authenticates each request: pages, server functions and server routes. Browsers are redirected where the session must be looked up first
 * (handshake); nobody is refused here.
 * @param options - the options, or a function that returns them for each request
 * @throws {ConfigurationError} for unknown or unusable options; for missing or malformed keys when a request comes
 * @see {@link https://clerk.com/docs/reference/tanstack-react-start/clerk-middleware | clerkMiddleware()}
 * @example
 * // src/start.ts
 * export const startInstance = createStart(() => ({ requestMiddleware: [csrfMiddleware, clerkMiddleware()] }));
 */
export function clerkMiddleware(options: ClerkMiddlewareOptionsSource = {}) {
  checkOnServer(options);
  return createMiddleware().server(({ request, next }) =>
    middlewareParts.authenticate(options, { request, next: (context) => next({ context }) }),
  );
}
