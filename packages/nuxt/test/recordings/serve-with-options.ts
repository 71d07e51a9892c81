import { eventHandler, getHeader } from 'h3';
import { clerkMiddleware, type ClerkMiddlewareOptions } from '../../src/server.js';
import auth from '../app/server/api/auth.js';
import { serveH3 } from '../contract/serve-h3.js';

/** Serves the routes of the recordings with the options that a request names. @returns its address */
export function serveWithOptions(): Promise<string> {
  const optionsOf = (given: string | undefined) => JSON.parse(given ?? '{}') as ClerkMiddlewareOptions;
  const middleware = clerkMiddleware(
    () => undefined,
    (event) => optionsOf(getHeader(event, 'x-test-options')),
  );
  const page = eventHandler(() => '<p>A page.</p>');
  return serveH3({
    middleware: [middleware],
    routes: { '/api/auth': auth, '/': page, '/ssr': page, '/orgs/**': page },
  });
}
