import { verifyToken, type ClerkClient, type JwtPayload } from '@acme/backend';
import { assertCalled, createLazyClient } from '@acme/backend/adapter';
import { decodeJwt } from '@acme/backend/jwt';
import { createMiddleware, type ClerkMiddlewareOptions, type Kind } from './create-middleware.js';
import {
  refuseStrict,
  verificationOptions,
  type HttpOptions,
  type LegacyClerkOptions,
} from './legacy-clerk-options.js';
import type { ListForm } from './legacy-list.js';
import type { ClerkMiddleware } from './legacy-request.js';
import { LegacySettings } from './legacy-settings.js';
import { legacySubApi, type LegacySubApis } from './legacy-sub-api.js';
import { wrapHandler, type Handler, type WrappedHandler } from './wrap-handler.js';

/** Names of the sub-APIs, for the members of {@link Clerk}. */
const subApiNames = Object.keys(createLazyClient({}, () => ({}))).filter(
  (member) => !['authenticateRequest', 'debugRequestState', 'telemetry'].includes(member),
);

/** Options of `verifyToken`; those of the client are the defaults. */
export type VerifyOptions = Partial<Parameters<typeof verifyToken>[1]>;

/** A client as every version of the legacy SDK had it. */
export interface Clerk extends LegacySubApis, Pick<ClerkClient, 'authenticateRequest' | 'telemetry'> {
  /** @deprecated Create another client. Sets the secret key for the calls that follow. */
  set apiKey(value: string);
  /** @deprecated Create another client. Sets the origin of the Backend API for the calls that follow. */
  set serverApiUrl(value: string);
  /** @deprecated Create another client. Sets the version of the Backend API for the calls that follow. */
  set apiVersion(value: string);
  /** @deprecated Sets additional headers for the calls that follow. */
  set httpOptions(value: HttpOptions);
  /** Middleware: sets `req.auth`. */
  readonly expressWithAuth: (options?: ClerkMiddlewareOptions) => ClerkMiddleware;
  /** Middleware: the same, and refuses signed-out requests with 401. */
  readonly expressRequireAuth: (options?: ClerkMiddlewareOptions) => ClerkMiddleware;
  /** @deprecated Middleware of 2.x: sets `req.session` and `req.sessionClaims`. */
  readonly expressWithSession: (options?: ClerkMiddlewareOptions) => ClerkMiddleware;
  /** @deprecated Middleware of 2.x: the same, and refuses signed-out requests with 401. */
  readonly expressRequireSession: (options?: ClerkMiddlewareOptions) => ClerkMiddleware;
  /** @deprecated Wraps a handler: sets `req.session` and `req.sessionClaims`. */
  readonly withSession: <Req, Res, Result>(
    handler: Handler<Req, Res, Result>,
    options?: ClerkMiddlewareOptions,
  ) => WrappedHandler<Req, Res, Result>;
  /** @deprecated Wraps a handler that requires a signed-in user. */
  readonly requireSession: <Req, Res, Result>(
    handler: Handler<Req, Res, Result>,
    options?: ClerkMiddlewareOptions,
  ) => WrappedHandler<Req, Res, Result>;
  /** Wraps a handler: sets `req.auth`. */
  readonly withAuth: <Req, Res, Result>(
    handler: Handler<Req, Res, Result>,
    options?: ClerkMiddlewareOptions,
  ) => WrappedHandler<Req, Res, Result>;
  /** Wraps a handler that requires a signed-in user, and refuses signed-out requests with 401. */
  readonly requireAuth: <Req, Res, Result>(
    handler: Handler<Req, Res, Result>,
    options?: ClerkMiddlewareOptions,
  ) => WrappedHandler<Req, Res, Result>;
  /** Verifies a session token. @throws {TokenVerificationError} with the `reason` of the refusal */
  readonly verifyToken: (token: string, options?: VerifyOptions) => Promise<JwtPayload>;
  /** The claims of a token, read without verifying anything. @throws {TokenVerificationError} `token-invalid` */
  readonly decodeToken: (token: string) => JwtPayload;
  /** @deprecated Use `verifyToken`. */
  readonly base: { readonly verifySessionToken: (token: string, options?: VerifyOptions) => Promise<JwtPayload> };
}

// Enumerable and writable, because tests replace members.
const constant = (value: unknown): PropertyDescriptor => ({
  value,
  enumerable: true,
  writable: true,
  configurable: true,
});

function subApis(settings: LegacySettings, form: ListForm): PropertyDescriptorMap {
  const caller = { client: () => settings.client, headers: () => settings.headers, form };
  const names = [...subApiNames, 'smsMessages'];
  return Object.fromEntries(names.map((api) => [api, constant(legacySubApi(api, caller))]));
}

/** A member of the current client, until it is replaced. */
function live(settings: LegacySettings, name: 'authenticateRequest' | 'telemetry'): PropertyDescriptor {
  return {
    get: () => settings.client[name],
    set(this: object, value: unknown) {
      Object.defineProperty(this, name, constant(value));
    },
    enumerable: true,
    configurable: true,
  };
}

function setters(settings: LegacySettings): PropertyDescriptorMap {
  const setter = (set: (value: never) => void) => ({ set, enumerable: false });
  return {
    apiKey: setter((apiKey: string) => settings.change({ apiKey, secretKey: undefined })),
    serverApiUrl: setter((serverApiUrl: string) => settings.change({ serverApiUrl, apiUrl: undefined })),
    apiVersion: setter((apiVersion: string) => settings.change({ apiVersion })),
    httpOptions: setter((httpOptions: HttpOptions) => settings.change({ httpOptions })),
  };
}

function middlewares(settings: LegacySettings): PropertyDescriptorMap {
  const middleware = (kind: Kind) =>
    constant((...given: readonly [options?: ClerkMiddlewareOptions]) => {
      assertCalled(given, 'A legacy middleware', 'ClerkExpressRequireAuth()');
      return createMiddleware(settings.forMiddleware(given[0] ?? {}), kind);
    });
  const wrapper = (kind: Kind) =>
    constant((handler: Handler<unknown, unknown, unknown>, options: ClerkMiddlewareOptions = {}) =>
      wrapHandler(handler, settings.forMiddleware(options), kind),
    );
  const lax = { isStrict: false };
  const strict = { isStrict: true };
  const sessionClient = () => settings.client;
  return {
    expressWithAuth: middleware(lax),
    expressRequireAuth: middleware(strict),
    expressWithSession: middleware({ ...lax, sessionClient }),
    expressRequireSession: middleware({ ...strict, sessionClient }),
    withAuth: wrapper(lax),
    requireAuth: wrapper(strict),
    withSession: wrapper({ ...lax, sessionClient }),
    requireSession: wrapper({ ...strict, sessionClient }),
  };
}

function tokenMethods(settings: LegacySettings): PropertyDescriptorMap {
  const verify = (token: string, options: VerifyOptions = {}) =>
    verifyToken(token, { ...verificationOptions(settings.complete()), ...options });
  return {
    verifyToken: constant(verify),
    decodeToken: constant((token: string) => decodeJwt(token).payload),
    base: constant({ verifySessionToken: verify }),
  };
}

/** Creates a client. @param form - the JSON of lists */
export function makeClerk(given: LegacyClerkOptions, form: ListForm): Clerk {
  refuseStrict(given);
  const settings = new LegacySettings(given);
  return Object.create(Clerk.prototype, {
    ...subApis(settings, form),
    authenticateRequest: live(settings, 'authenticateRequest'),
    telemetry: live(settings, 'telemetry'),
    ...setters(settings),
    ...middlewares(settings),
    ...tokenMethods(settings),
    // These are all members of the interface.
  }) as Clerk;
}

/** The class of 2.x to 4.x, with or without `new`. */
export interface ClerkConstructor {
  new (options?: LegacyClerkOptions): Clerk;
  (options?: LegacyClerkOptions): Clerk;
  readonly prototype: Clerk;
  /** The default client, one per process. */
  readonly getInstance: () => Clerk;
}

let instance: Clerk | undefined;

// A plain function can be called with and without `new`; a class cannot.
function construct(options: LegacyClerkOptions = {}): Clerk {
  return makeClerk(options, 'array');
}

/** Creates a client as 2.x to 4.x did. The environment is read when the client is first used. */
export const Clerk = Object.assign(construct, {
  getInstance: () => (instance ??= makeClerk({}, 'array')),
}) as unknown as ClerkConstructor;
