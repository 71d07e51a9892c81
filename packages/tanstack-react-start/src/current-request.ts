import { ConfigurationError } from '@acme/backend/adapter';
import { createServerOnlyFn, getGlobalStartContext } from '@tanstack/react-start';

/** Where the middleware leaves the request in the context: names of symbols do not get through. */
const requestName = '@acme/tanstack-react-start';

/** The member of the context by which functions without an argument find the request. */
export const requestMember = (request: Request): object => ({ [requestName]: request });

/** The request whose middleware has run. Undefined outside of one, in middleware, and without `clerkMiddleware()`. */
export function knownRequest(): Request | undefined {
  try {
    const context = getGlobalStartContext() as Readonly<Record<string, Request | undefined>> | undefined;
    return context?.[requestName];
  } catch {
    return undefined;
  }
}

/** Middleware runs before there is a context. The browser's part of an application must not import this module of TanStack Start. */
const readRequest = createServerOnlyFn(async () => {
  const { getRequest } = await import('@tanstack/react-start/server');
  return getRequest();
});

/**
 * The request that is being answered.
 * @throws {ConfigurationError} `middleware_missing` outside of one
 */
export async function currentRequest(): Promise<Request> {
  const known = knownRequest();
  if (known) return known;
  try {
    return await readRequest();
  } catch (cause) {
    throw new ConfigurationError(
      'middleware_missing',
      'auth() and protect() were called where no request is being answered. Call them in server functions, server routes and middleware of TanStack Start. beforeLoad and loaders run in the browser too: there, call a server function that calls them.',
      { cause },
    );
  }
}
