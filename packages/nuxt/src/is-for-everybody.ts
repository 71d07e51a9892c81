import type { H3EventContext } from 'h3';

/** What Nitro stores on the context of a request, as far as it is read. */
interface NitroContext {
  /** Set while a cached handler makes its answer. */
  readonly cache?: unknown;
  readonly _nitro?: { readonly routeRules?: { readonly isr?: unknown } };
}

/** Whether this is the server that renders pages when the application is built. Nitro replaces the value. */
export const isPrerendered = (): boolean => (import.meta as { readonly prerender?: boolean }).prerender === true;

/**
 * Whether the whole answer is kept for everybody, with what the middleware adds to it: it is rendered when the application is built, or the
 * platform caches it (`isr`).
 */
export function isKeptByPlatform(context: H3EventContext): boolean {
  return isPrerendered() || Boolean((context as NitroContext)._nitro?.routeRules?.isr);
}

/**
 * Whether the answer that is being made is kept for everybody: also that of `defineCachedEventHandler()` and of a route with `swr` or `cache`.
 * The middleware still sees each of their requests.
 */
export function isForEverybody(context: H3EventContext): boolean {
  return (context as NitroContext).cache !== undefined || isKeptByPlatform(context);
}
