import {
  getAuthObjectForAcceptedToken,
  readAuthOptions,
  type AsyncGetAuthOptions,
  type DecidedState,
  type RequestAuth,
} from '@acme/backend/adapter';
import { browserAuth } from '@acme/backend/full-stack';
import { signedOutAuthObject } from '@acme/backend/internal';
import type { H3Event } from 'h3';
import { isForEverybody } from './is-for-everybody.js';
import { keepPrivate } from './keep-private.js';
import { requestStates } from './request-states.js';

/** What `clerkMiddleware()` adds to `event.context`. */
export interface ClerkEventContext {
  /** Who sends the request, typed by the kinds of token that are accepted. Nobody while an answer is made that is cached for everybody. */
  auth: RequestAuth;
  /** Who is signed in, as the plugin of the official client package reads it; undefined in an answer that is cached for everybody. */
  __clerk_initial_state: Readonly<Record<string, unknown>> | undefined;
}

declare module 'h3' {
  interface H3EventContext {
    auth: ClerkEventContext['auth'];
    __clerk_initial_state: ClerkEventContext['__clerk_initial_state'];
  }
}

/**
 * Adds to the context what handlers and pages read. The state for the browser is made when a page reads it.
 * @param state - undefined if the answer is kept for everybody
 */
export function setContext({ context, node: { res } }: H3Event, state: DecidedState | undefined): void {
  if (state) requestStates.set(context, state);
  const stateOfPerson = () => {
    if (!state || isForEverybody(context)) return undefined;
    if (state.status === 'signed-in') keepPrivate(res);
    return state;
  };
  const auth = (options: AsyncGetAuthOptions = {}) => {
    const given = readAuthOptions(options);
    return stateOfPerson()
      ? requestStates.getAuth(context, given as never)
      : getAuthObjectForAcceptedToken({ authObject: signedOutAuthObject(), acceptsToken: given.acceptsToken });
  };
  // The overloads are those of getAuth, with the event filled in.
  context.auth = auth as RequestAuth;
  Object.defineProperty(context, '__clerk_initial_state', {
    configurable: true,
    enumerable: true,
    get: () => {
      const found = stateOfPerson();
      return found && browserAuth(found);
    },
  });
}
