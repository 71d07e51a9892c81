import type { ClerkClient, MiddlewareOptions, GuardOptions } from '@acme/backend/adapter';
import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Calls the Backend API with the options of `clerkPlugin`. */
    readonly clerk: ClerkClient;
  }
  interface FastifyContextConfig {
    /** `false`: this route is not authenticated. An object: what it requires, as in `protect`. Anything else is an error at start-up. */
    clerk?: false | GuardOptions;
  }
}

/** When the plugin looks at a request. */
export type ClerkHookName = 'onRequest' | 'preHandler';

/** Options of `clerkPlugin`; an absent one is taken from its environment variable. */
export interface ClerkFastifyOptions extends MiddlewareOptions {
  /** Default `preHandler`; `onRequest` if `frontendApiProxy` is given, because the proxy should get bodies before they are read. */
  readonly hookName?: ClerkHookName | undefined;
}

/** Returns the options for one request. */
export type ClerkFastifyOptionsCallback = (request: FastifyRequest) => MiddlewareOptions | Promise<MiddlewareOptions>;

/** Options of a plugin: an object, or `{ options: callback }` to make them for each request. */
export type ClerkPluginOptions =
  | ClerkFastifyOptions
  | { readonly options: ClerkFastifyOptionsCallback; readonly hookName?: ClerkHookName | undefined };
