import { createMiddlewareClient, createMiddlewareClients, type ClerkClient } from '@acme/backend/adapter';
import { nextEnvironment } from './next-environment.js';
import { middlewareRequest } from './request-context.js';

declare const __PACKAGE_VERSION__: string;

/** This package, as calls to the Backend API name it. */
const adapter = { name: '@acme/nextjs', version: __PACKAGE_VERSION__ } as const;

const ofEnvironment = /* @__PURE__ */ createMiddlewareClient({}, adapter, nextEnvironment);
const clientFor = /* @__PURE__ */ createMiddlewareClients(adapter, nextEnvironment);

/**
 * The client of the Backend API: in the handler of `clerkMiddleware()` with its options, elsewhere with the environment. It is the same one
 * each time.
 * @see {@link https://clerk.com/docs/reference/backend/overview | JS Backend SDK}
 */
export function clerkClient(): Promise<ClerkClient> {
  const context = middlewareRequest.getStore();
  return Promise.resolve(context ? clientFor(context.options) : ofEnvironment);
}
