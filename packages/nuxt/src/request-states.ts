import { defineRequestState, type MiddlewareOptions } from '@acme/backend/adapter';
import type { H3Event } from 'h3';

/** On the event itself, so that a copy of this package in another bundle finds it. */
const optionsKey = Symbol.for('@acme/nuxt.options');
type Carrier = { [optionsKey]?: MiddlewareOptions };

/** The state of each request that `clerkMiddleware()` has decided. */
export const requestStates = /* @__PURE__ */ defineRequestState<H3Event>('@acme/nuxt', {
  hint: "protect(event) needs a request that the middleware has seen. Add '@acme/nuxt' to the modules in nuxt.config.ts; with skipServerMiddleware, add clerkMiddleware() in server/middleware before what needs it.",
  // A test puts it there instead of running the middleware.
  authOf: ({ context }) => context['auth'],
});

/** Stores the options with which a request was decided. */
export function setOptions(event: H3Event, options: MiddlewareOptions): void {
  (event as Carrier)[optionsKey] = options;
}

/** The options with which a request was decided. */
export const optionsOf = (event: H3Event): MiddlewareOptions | undefined => (event as Carrier)[optionsKey];
