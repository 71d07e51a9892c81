import {
  createMiddlewareClient,
  createMiddlewareClients,
  type ClerkClient,
  type MiddlewareOptions,
} from '@acme/backend/adapter';
import { headers } from 'next/headers.js';
import { readImported } from './imported-context.js';
import { nextEnvironment } from './next-environment.js';
import { middlewareRequest } from './request-context.js';

declare const __PACKAGE_VERSION__: string;

/** This package, as calls to the Backend API name it. */
const adapter = { name: '@acme/nextjs', version: __PACKAGE_VERSION__ } as const;

const ofEnvironment = /* @__PURE__ */ createMiddlewareClient({}, adapter, nextEnvironment);
const clientFor = /* @__PURE__ */ createMiddlewareClients(adapter, nextEnvironment);

/** What Next.js throws while it renders a page ahead of any request, to render it with each request instead. */
const isControlFlow = (error: unknown) => typeof (error as { readonly digest?: unknown } | null)?.digest === 'string';

/** The headers of the request that is being answered. @returns undefined without one: in a script, or in the Pages Router */
async function requestHeaders() {
  try {
    return await headers();
  } catch (error) {
    if (isControlFlow(error)) throw error;
    return undefined;
  }
}

/** The options of the middleware for the request that is being answered; undefined if it has none of its own. */
async function requestOptions(): Promise<MiddlewareOptions | undefined> {
  const inMiddleware = middlewareRequest.getStore();
  if (inMiddleware) return inMiddleware.options;
  const list = await requestHeaders();
  if (!list) return undefined;
  const found = await readImported({ header: (name) => list.get(name), all: () => list });
  return found.kind === 'state' ? found.options : undefined;
}

/**
 * The client of the Backend API, with the options of `clerkMiddleware()` for the request that is being answered, else with the environment. It
 * is the same one each time. A page that calls it is rendered with each request, as one that calls `auth()`.
 * @throws {ConfigurationError} for keys that cannot be used
 * @see {@link https://clerk.com/docs/reference/backend/overview | JS Backend SDK}
 * @example
 * const { userId } = await auth.protect();
 * const user = await (await clerkClient()).users.getUser(userId);
 */
export async function clerkClient(): Promise<ClerkClient> {
  const options = await requestOptions();
  return options ? clientFor(options) : ofEnvironment;
}
