import { defineRequestState, type HeaderList, type MiddlewareOptions } from '@acme/backend/adapter';

/** All is on the request itself, so that a copy of this package in another bundle finds it. */
const optionsKey = Symbol.for('@acme/tanstack-react-start.options');
const outageKey = Symbol.for('@acme/tanstack-react-start.outage');
type Carrier = { [optionsKey]?: MiddlewareOptions; [outageKey]?: HeaderList };

/** The state of each request that `clerkMiddleware()` has decided. */
export const requestStates = defineRequestState<Request>('@acme/tanstack-react-start', {
  hint: 'auth(), protect() and getAuth(request) need a request that clerkMiddleware() has seen. Add it to src/start.ts: createStart(() => ({ requestMiddleware: [clerkMiddleware()] })), before middleware that uses them.',
});

/** Stores the options with which a request was decided. */
export function setRequestOptions(request: Request, options: MiddlewareOptions): void {
  (request as Carrier)[optionsKey] = options;
}

/** The options with which a request was decided. */
export const requestOptions = (request: Request): MiddlewareOptions | undefined => (request as Carrier)[optionsKey];

/** Remembers that the page of a request could not be rendered because of an outage, with the headers that its answer gets. */
export function setOutage(request: Request, headers: HeaderList): void {
  (request as Carrier)[outageKey] = headers.filter(([name]) => name !== 'content-type');
}

/** The headers of an answer that says there is an outage; undefined if there is none. */
export const outageHeaders = (request: Request): HeaderList | undefined => (request as Carrier)[outageKey];
