import type { JwtPayload } from '@acme/backend';
import type { AuthObjectFor } from '@acme/backend/adapter';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request of Express, of Next.js API routes, or of plain Node.js. */
export interface LegacyRequest extends IncomingMessage {
  /** Whole path of the request, in mounted routers. */
  originalUrl?: string;
}

/** Goes on, or reports an error. */
export type Next = (error?: unknown) => void;

/** What the middlewares of 3.x to 5.x leave on a request: who sends it, with the claims under their old name too. */
export type LegacyAuthObject = AuthObjectFor<'session_token'> & {
  /** The claims of the session token; null if nobody is signed in. */
  readonly claims: JwtPayload | null;
};

/** The same where somebody is sure to be signed in. */
export type SignedInLegacyAuthObject = Extract<LegacyAuthObject, { readonly userId: string }> & {
  readonly claims: JwtPayload;
};

/** What the middlewares of 2.x leave on a request. The whole session: `clerk.sessions.getSession(session.id)`. */
export interface LegacySession {
  readonly id: string;
  readonly userId: string;
}

/** A request after a middleware that asks nobody to sign in. */
export type WithAuthProp<T> = T & { auth: LegacyAuthObject };
/** A request after a middleware that asks for a signed-in person. */
export type RequireAuthProp<T> = T & { auth: SignedInLegacyAuthObject };
/** For the declaration of `Express.Request`: somebody may be signed in. */
export interface LooseAuthProp {
  auth: LegacyAuthObject;
}
/** For the declaration of `Express.Request`: somebody is signed in. */
export interface StrictAuthProp {
  auth: SignedInLegacyAuthObject;
}
/** A request after a session middleware that asks nobody to sign in. */
export type WithSessionProp<T> = T & { session?: LegacySession };
/** A request after a session middleware that asks for a signed-in person. */
export type RequireSessionProp<T> = T & { session: LegacySession };
/** A request with the claims of its session token, if there is one. */
export type WithSessionClaimsProp<T> = T & { sessionClaims?: JwtPayload };
/** A request with the claims of its session token. */
export type RequireSessionClaimsProp<T> = T & { sessionClaims: JwtPayload };

/** A middleware for Express and everything that calls middlewares as it does. */
export type ClerkMiddleware = (req: LegacyRequest, res: ServerResponse, next: Next) => Promise<void>;

/**
 * Called when nobody is signed in. It may answer the request itself; nothing else is answered then. Under the `Auth` names a result that
 * is an `Error` goes to `next` instead of the given one, and with anything else the middleware does what it does without the function.
 * Under the `Session` names of 2.x a result that is true goes to `next`, and otherwise the request goes on.
 */
export type OnError = (error: Error, req: LegacyRequest, res: ServerResponse) => unknown;
