import type { ClerkClient, JwtPayload } from '@acme/backend';
import type { LegacyAuthenticateRequest } from './legacy-authenticate-request.js';
import { createMembers, type ErrorHooks, type VerifyOptions } from './clerk-members.js';
import { becomeClerk, clerkPrototype } from './clerk-prototype.js';
import type { ClerkMiddlewareOptions } from './create-middleware.js';
import type { HttpOptions } from './http/http-options.js';
import { refuseStrict, type LegacyClerkOptions } from './legacy-clerk-options.js';
import type { ListForm } from './legacy-list.js';
import type { ClerkMiddleware } from './legacy-request.js';
import { LegacySettings } from './legacy-settings.js';
import type { LegacySubApis } from './legacy-sub-api.js';
import type { Handler, WrappedHandler } from './wrap-handler.js';

/** A client as every version of the legacy SDK had it. @typeParam Form - `array`: lists as up to 4.x, `page`: as in 5.x */
export interface ClerkOf<Form extends ListForm>
  extends LegacySubApis<Form>, Pick<ClerkClient, 'debugRequestState' | 'telemetry'>, ErrorHooks {
  /** Decides who sends a request. */
  readonly authenticateRequest: LegacyAuthenticateRequest;
  /** @deprecated Create another client. Sets the secret key for the calls that follow. */
  set apiKey(value: string);
  /** @deprecated Create another client. Sets the origin of the Backend API for the calls that follow. */
  set serverApiUrl(value: string);
  /** @deprecated Name of `serverApiUrl` in 3.x. */
  set apiUrl(value: string);
  /** @deprecated Create another client. Sets the version of the Backend API for the calls that follow. */
  set apiVersion(value: string);
  /** @deprecated Create another client. Sets the public key for the calls that follow. */
  set jwtKey(value: string);
  /** @deprecated Sets the settings of the HTTP client for the calls that follow. */
  set httpOptions(value: HttpOptions | RequestInit);
  /** Middleware: sets `req.auth`. */
  expressWithAuth(this: void, options?: ClerkMiddlewareOptions): ClerkMiddleware;
  /** Middleware: the same, and refuses signed-out requests with 401. */
  expressRequireAuth(this: void, options?: ClerkMiddlewareOptions): ClerkMiddleware;
  /** @deprecated Middleware of 2.x: sets `req.session` and `req.sessionClaims`. */
  expressWithSession(this: void, options?: ClerkMiddlewareOptions): ClerkMiddleware;
  /** @deprecated Middleware of 2.x: the same, and refuses signed-out requests with 401. */
  expressRequireSession(this: void, options?: ClerkMiddlewareOptions): ClerkMiddleware;
  /** @deprecated Wraps a handler: sets `req.session` and `req.sessionClaims`. */
  withSession<Req, Res, Result>(
    this: void,
    handler: Handler<Req, Res, Result>,
    options?: ClerkMiddlewareOptions,
  ): WrappedHandler<Req, Res, Result>;
  /** @deprecated Wraps a handler that requires a signed-in user. */
  requireSession<Req, Res, Result>(
    this: void,
    handler: Handler<Req, Res, Result>,
    options?: ClerkMiddlewareOptions,
  ): WrappedHandler<Req, Res, Result>;
  /** Wraps a handler: sets `req.auth`. */
  withAuth<Req, Res, Result>(
    this: void,
    handler: Handler<Req, Res, Result>,
    options?: ClerkMiddlewareOptions,
  ): WrappedHandler<Req, Res, Result>;
  /** Wraps a handler that requires a signed-in user, and refuses signed-out requests with 401. */
  requireAuth<Req, Res, Result>(
    this: void,
    handler: Handler<Req, Res, Result>,
    options?: ClerkMiddlewareOptions,
  ): WrappedHandler<Req, Res, Result>;
  /** Verifies a session token. @throws {TokenVerificationError} with the `reason` of the refusal */
  verifyToken(this: void, token: string, options?: VerifyOptions): Promise<JwtPayload>;
  /** The claims of a token, read without verifying anything. @throws {TokenVerificationError} `token-invalid` */
  decodeToken(this: void, token: string): JwtPayload;
  /** @deprecated Use `verifyToken`. */
  readonly base: { readonly verifySessionToken: (token: string, options?: VerifyOptions) => Promise<JwtPayload> };
}

/** A client as 2.x to 4.x had it. */
export type Clerk = ClerkOf<'array'>;

/** Creates a client. @param form - its lists @param prototype - that of a subclass */
export function makeClerk<Form extends ListForm>(
  given: LegacyClerkOptions,
  form: Form,
  prototype: object = Clerk.prototype,
): ClerkOf<Form> {
  refuseStrict(given);
  const settings = new LegacySettings(given);
  // `becomeClerk` adds all members of the interface.
  const clerk = Object.create(prototype) as ClerkOf<Form>;
  becomeClerk(clerk, Clerk.prototype, { settings, members: createMembers({ settings, form, hooks: () => clerk }) });
  return clerk;
}

/** The class of 2.x to 4.x, with or without `new`. */
export interface ClerkConstructor {
  new (options?: LegacyClerkOptions): Clerk;
  /** As the documentation of 2.x has it. */
  new (apiKey: string, options?: LegacyClerkOptions): Clerk;
  (options?: LegacyClerkOptions): Clerk;
  (apiKey: string, options?: LegacyClerkOptions): Clerk;
  readonly prototype: Clerk;
  /** The default client, one per process. */
  readonly getInstance: () => Clerk;
}

let instance: Clerk | undefined;

// A plain function can be called with and without `new`; a class cannot.
function construct(given: LegacyClerkOptions | string = {}, further: LegacyClerkOptions = {}): Clerk {
  const options = typeof given === 'string' ? { ...further, apiKey: given } : given;
  // The types do not tell that a subclass calls with its own prototype.
  const target = new.target as { readonly prototype: object } | undefined;
  return makeClerk(options, 'array', target?.prototype);
}

Object.defineProperties(construct.prototype, clerkPrototype);

/** Creates a client as 2.x to 4.x did. The environment is read when the client is first used. */
export const Clerk = Object.assign(construct, {
  getInstance: () => (instance ??= makeClerk({}, 'array')),
}) as unknown as ClerkConstructor;
