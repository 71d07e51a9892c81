import { readAuthOptions, type AsyncGetAuthOptions, type DecidedState, type RequestAuth } from '@acme/backend/adapter';
import { browserAuth } from '@acme/backend/full-stack';
import type { H3Event } from 'h3';
import { requestStates } from './request-states.js';

/** What `clerkMiddleware()` adds to `event.context`. */
export interface ClerkEventContext {
  /** Who sends the request, typed by the kinds of token that are accepted. */
  auth: RequestAuth;
  /** Who is signed in, as the plugin of the official client package reads it. */
  __clerk_initial_state: Readonly<Record<string, unknown>>;
}

declare module 'h3' {
  interface H3EventContext {
    auth: ClerkEventContext['auth'];
    __clerk_initial_state: ClerkEventContext['__clerk_initial_state'];
  }
}

/** Adds to the context what handlers and pages read. The state for the browser is made when a page reads it. */
export function setContext(event: H3Event, state: DecidedState): void {
  const { context } = event;
  // The overloads are those of getAuth, with the event filled in.
  context.auth = ((options: AsyncGetAuthOptions = {}) =>
    requestStates.getAuth(event, readAuthOptions(options) as never)) as RequestAuth;
  Object.defineProperty(context, '__clerk_initial_state', {
    configurable: true,
    enumerable: true,
    get: () => browserAuth(state),
  });
}
