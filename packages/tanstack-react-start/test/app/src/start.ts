import { clerkMiddleware, type ClerkMiddlewareOptions } from '@acme/tanstack-react-start/server';
import { createCsrfMiddleware, createStart } from '@tanstack/react-start';
import { authInMiddleware } from './auth-in-middleware';

const csrf = createCsrfMiddleware({
  filter: ({ handlerType }) => handlerType === 'serverFn',
  allowRequestsWithoutOriginCheck: true,
});

/** What a test wants the middleware to be; there are no variables in a browser. */
const variables = (globalThis as { readonly process?: typeof process }).process?.env ?? {};

/** As an application writes it: new objects and functions for each request. */
function clerk() {
  const options = JSON.parse(variables['TEST_OPTIONS'] ?? '{}') as ClerkMiddlewareOptions;
  switch (variables['TEST_MIDDLEWARE']) {
    case 'none':
      return [];
    case 'function':
      return [clerkMiddleware(({ url }) => (url.pathname === '/page' ? options : {}))];
    case 'async function':
      return [clerkMiddleware(async () => Promise.resolve(options))];
    case 'twice':
      return [clerkMiddleware(), clerkMiddleware(options)];
    default:
      return [clerkMiddleware(options)];
  }
}

export const startInstance = createStart(() => ({ requestMiddleware: [csrf, ...clerk(), authInMiddleware] }));
