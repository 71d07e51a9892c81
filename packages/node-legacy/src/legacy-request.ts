import type { JwtPayload } from '@acme/backend';
import type { AuthObjectFor } from '@acme/backend/adapter';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request of Express, of Next.js API routes, or of plain Node.js. */
export interface LegacyRequest extends IncomingMessage {
  /** Whole path of the request, in mounted routers. */
  originalUrl?: string;
}

/** Continues, or reports an error. */
export type Next = (error?: unknown) => void;

/** `req.auth` as the middlewares of 3.x to 5.x set it: the auth object, with the claims also under their old name. */
export type LegacyAuthObject = AuthObjectFor<'session_token'> & {
  /** The claims of the session token; null if nobody is signed in. */
  readonly claims: JwtPayload | null;
};

/** The same for a request with a signed-in user. */
export type SignedInLegacyAuthObject = Extract<LegacyAuthObject, { readonly userId: string }> & {
  readonly claims: JwtPayload;
};

/** `req.session` as the middlewares of 2.x set it. For the whole session call `clerk.sessions.getSession(session.id)`. */
export interface LegacySession {
  readonly id: string;
  readonly userId: string;
}

/** A request after a middleware that accepts signed-out requests. */
export type WithAuthProp<T> = T & { auth: LegacyAuthObject };
/** A request after a middleware that requires a signed-in user. */
export type RequireAuthProp<T> = T & { auth: SignedInLegacyAuthObject };
/** For the declaration of `Express.Request`: somebody may be signed in. */
export interface LooseAuthProp {
  auth: LegacyAuthObject;
}
/** For the declaration of `Express.Request`: somebody is signed in. */
export interface StrictAuthProp {
  auth: SignedInLegacyAuthObject;
}
/** A request after a session middleware that accepts signed-out requests. */
export type WithSessionProp<T> = T & { session?: LegacySession };
/** A request after a session middleware that requires a signed-in user. */
export type RequireSessionProp<T> = T & { session: LegacySession };
/** A request with the claims of its session token, if there is one. */
export type WithSessionClaimsProp<T> = T & { sessionClaims?: JwtPayload };
/** A request with the claims of its session token. */
export type RequireSessionClaimsProp<T> = T & { sessionClaims: JwtPayload };

/** A middleware for Express and everything that calls middlewares as it does. */
export type ClerkMiddleware = (req: LegacyRequest, res: ServerResponse, next: Next) => Promise<void>;

/**
 * Called when nobody is signed in. It may answer the request itself; the middleware then does nothing more. Under the `Auth` names an `Error`
 * that it returns is passed to `next` instead of the given one; any other result changes nothing. Under the `Session` names of 2.x an
 * `Error`, or an object with a numeric `status` or `statusCode`, is passed to `next`; with any other result the request continues.
 */
export type OnError = (error: Error, req: LegacyRequest, res: ServerResponse) => unknown;
