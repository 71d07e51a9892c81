import type { User } from '@acme/backend';
import type { SessionAuthObject, ToAuthOptions } from '@acme/backend/adapter';
import { toResponse } from '@acme/backend/web';
import { authOfRequest, type RequestAuth, type WithRedirect } from './auth-of-request.js';
import { clerkClient } from './clerk-client.js';
import type { RequestContext } from './request-context.js';
import type { RequestDecision } from './request-decision.js';

/** Who sends the request. */
export type LocalsAuth = RequestAuth<Response>;

/** The same, under the name of the official package. */
export type AuthFn = LocalsAuth;

/** What `locals.auth()` returns if it is not asked for a kind of token. */
export type GetAuthReturn = SessionAuthObject & WithRedirect<Response>;

/** What `clerkMiddleware()` adds to `locals`. */
export interface ClerkLocals {
  /** Who sends the request. `redirectToSignIn()` returns the answer: `return Astro.locals.auth().redirectToSignIn()`. */
  auth: LocalsAuth;
  /**
   * The person who sends the request, from the Backend API; loaded once per request. Null if nobody is signed in.
   * @throws {ClerkAPIResponseError} if the Backend API refuses or cannot be reached
   */
  currentUser: (options?: ToAuthOptions) => Promise<User | null>;
  /** The token of the request; null if it has none. */
  authToken: string | null;
  authStatus: 'signed-in' | 'signed-out';
  /** Why nobody is signed in, as a sentence; else null. */
  authMessage: string | null;
  /** Why nobody is signed in, as a code; else null. */
  authReason: string | null;
}

const redirect = (location: string) => new Response(null, { status: 307, headers: { location } });

function currentUserOf(context: RequestContext, auth: LocalsAuth): ClerkLocals['currentUser'] {
  const known = new Map<string, Promise<User>>();
  return async (options) => {
    const { userId } = auth(options);
    if (!userId) return null;
    // Stored before anything is waited for: a layout and its page call it at the same time.
    const user = known.get(userId) ?? clerkClient(context).users.getUser(userId);
    known.set(userId, user);
    return user;
  };
}

/** Adds to `locals` what pages, endpoints and actions read. */
export function setLocals(context: RequestContext, decision: RequestDecision): void {
  const { state } = decision;
  const auth: LocalsAuth = authOfRequest(decision, { redirect, refuse: toResponse });
  const added: ClerkLocals = {
    auth,
    currentUser: currentUserOf(context, auth),
    authToken: state.token ?? null,
    authStatus: state.status,
    authMessage: state.message ?? null,
    authReason: state.reason ?? null,
  };
  Object.assign(context.locals, added);
}
