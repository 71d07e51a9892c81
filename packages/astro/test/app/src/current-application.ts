import type { APIContext, MiddlewareHandler } from 'astro';

/** What a test puts in the place of the middleware and the endpoints of this application. */
export interface Application {
  readonly onRequest: MiddlewareHandler;
  readonly route: (context: APIContext) => Response | Promise<Response>;
}

interface Carrier {
  readonly astroTestApplication?: { readonly getStore: () => Application | undefined };
}

/** The application of the request that is being answered. */
export const currentApplication = (): Application | undefined =>
  (globalThis as Carrier).astroTestApplication?.getStore();
