import { defineRequestState, type MiddlewareOptions } from '@acme/backend/adapter';
import type { H3EventContext } from 'h3';

/** On the context itself, so that a copy of this package in another bundle finds it, and so does a cached handler, which gets an event of its own. */
const optionsKey = Symbol.for('@acme/nuxt.options');
const sourceKey = Symbol.for('@acme/nuxt.source');
type Carrier = { [optionsKey]?: MiddlewareOptions; [sourceKey]?: unknown };

/** The state of each request that `clerkMiddleware()` has decided. */
export const requestStates = /* @__PURE__ */ defineRequestState<H3EventContext>('@acme/nuxt', {
  hint: "protect(event) needs a request that the middleware has seen. Add '@acme/nuxt' to the modules in nuxt.config.ts; with skipServerMiddleware, add clerkMiddleware() in server/middleware before what needs it.",
  // Other modules write to the context too; only what the middleware has decided counts.
  authOf: () => undefined,
});

/** Stores the options with which a request was decided. */
export function setOptions(context: H3EventContext, options: MiddlewareOptions): void {
  (context as Carrier)[optionsKey] = options;
}

/** The options with which a request was decided. */
export const optionsOf = (context: H3EventContext): MiddlewareOptions | undefined => (context as Carrier)[optionsKey];

/** Stores what was given to the middleware that decides a request. */
export function setSource(context: H3EventContext, source: unknown): void {
  (context as Carrier)[sourceKey] = source;
}

/** What was given to the middleware that decided a request. */
export const sourceOf = (context: H3EventContext): unknown => (context as Carrier)[sourceKey];
