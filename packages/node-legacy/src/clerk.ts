import { verifyToken, type ClerkClient, type JwtPayload } from '@acme/backend';
import { assertCalled, createLazyClient, readOptions } from '@acme/backend/adapter';
import { decodeJwt } from '@acme/backend/jwt';
import {
  legacyEnvironment,
  modernOptions,
  refuseStrict,
  verificationOptions,
  type HttpOptions,
  type LegacyClerkOptions,
} from './clerk-options.js';
import { legacySubApi, type LegacySubApis } from './legacy-api.js';
import type { ListForm } from './legacy-list.js';
import type { ClerkMiddleware } from './legacy-request.js';
import { createMiddleware, type ClerkMiddlewareOptions, type Kind } from './middleware.js';
import { wrapHandler, type Handler, type WrappedHandler } from './wrap-handler.js';

declare const __PACKAGE_VERSION__: string;

const name = '@acme/node-legacy';
const identity = { userAgent: `${name}@${__PACKAGE_VERSION__}`, sdkMetadata: { name, version: __PACKAGE_VERSION__ } };

/** Names of the sub-APIs; the members of {@link Clerk} that hold them are made from it. */
const subApiNames = Object.keys(createLazyClient({}, () => ({}))).filter(
  (member) => !['authenticateRequest', 'debugRequestState', 'telemetry'].includes(member),
);

/** Options of `verifyToken`, all optional here: the client's own lie underneath. */
export type VerifyOptions = Partial<Parameters<typeof verifyToken>[1]>;

/** A client as every version of the legacy SDK had it. */
export interface Clerk extends LegacySubApis, Pick<ClerkClient, 'authenticateRequest' | 'telemetry'> {
  /** @deprecated Make another client. Sets the secret key for the calls that follow. */
  set apiKey(value: string);
  /** @deprecated Make another client. Sets the origin of the Backend API for the calls that follow. */
  set serverApiUrl(value: string);
  /** @deprecated Make another client. Sets the version of the Backend API for the calls that follow. */
  set apiVersion(value: string);
  /** @deprecated Sets further headers for the calls that follow. */
  set httpOptions(value: HttpOptions);
  /** Middleware: who sends the request stands in `req.auth`. */
  readonly expressWithAuth: (options?: ClerkMiddlewareOptions) => ClerkMiddleware;
  /** Middleware: the same, and without a signed-in person the request ends with 401. */
  readonly expressRequireAuth: (options?: ClerkMiddlewareOptions) => ClerkMiddleware;
  /** @deprecated Middleware of 2.x: `req.session` and `req.sessionClaims`. */
  readonly expressWithSession: (options?: ClerkMiddlewareOptions) => ClerkMiddleware;
  /** @deprecated Middleware of 2.x: the same, and without a signed-in person the request ends with 401. */
  readonly expressRequireSession: (options?: ClerkMiddlewareOptions) => ClerkMiddleware;
  /** @deprecated Wraps a handler: `req.session` and `req.sessionClaims`. */
  readonly withSession: <Req, Res, Result>(
    handler: Handler<Req, Res, Result>,
    options?: ClerkMiddlewareOptions,
  ) => WrappedHandler<Req, Res, Result>;
  /** @deprecated Wraps a handler that needs a signed-in person. */
  readonly requireSession: <Req, Res, Result>(
    handler: Handler<Req, Res, Result>,
    options?: ClerkMiddlewareOptions,
  ) => WrappedHandler<Req, Res, Result>;
  /** Wraps a handler: who sends the request stands in `req.auth`. */
  readonly withAuth: <Req, Res, Result>(
    handler: Handler<Req, Res, Result>,
    options?: ClerkMiddlewareOptions,
  ) => WrappedHandler<Req, Res, Result>;
  /** Wraps a handler that needs a signed-in person: 401 without one. */
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

/** Makes a client. @param form - how lists become JSON */
export function makeClerk(given: LegacyClerkOptions, form: ListForm): Clerk {
  refuseStrict(given);
  let settings: LegacyClerkOptions = given;
  let current: { readonly client: ClerkClient; readonly headers: HttpOptions['headers'] } | undefined;
  const state = () => {
    if (!current) {
      const { options, headers } = modernOptions(settings);
      current = { client: createLazyClient({ ...identity, ...options }, legacyEnvironment), headers };
    }
    return current;
  };
  const client = () => state().client;
  const change = (changed: LegacyClerkOptions) => {
    settings = { ...settings, ...changed };
    current = undefined;
  };
  const setter = (set: (value: never) => void) => ({ set, enumerable: false });
  // Tests put their own in the place of a member.
  const constant = (value: unknown) => ({ value, enumerable: true, writable: true, configurable: true });
  const live = (name: 'authenticateRequest' | 'telemetry') => ({
    get: () => client()[name],
    set: (value: unknown) => Object.defineProperty(clerk, name, constant(value)),
    enumerable: true,
    configurable: true,
  });
  const caller = { client, headers: () => state().headers, form };
  const forMiddleware = (options: ClerkMiddlewareOptions): ClerkMiddlewareOptions => ({
    ...settings,
    httpOptions: undefined,
    ...options,
  });
  const middleware = (kind: Kind) =>
    constant((...given: readonly [options?: ClerkMiddlewareOptions]) => {
      assertCalled(given, 'A legacy middleware', 'ClerkExpressRequireAuth()');
      return createMiddleware(forMiddleware(given[0] ?? {}), kind);
    });
  const wrapper = (kind: Kind) =>
    constant((handler: Handler<unknown, unknown, unknown>, options: ClerkMiddlewareOptions = {}) =>
      wrapHandler(handler, forMiddleware(options), kind),
    );
  const verify = (token: string, options: VerifyOptions = {}) => {
    const complete = readOptions(modernOptions(settings).options, legacyEnvironment());
    return verifyToken(token, { ...verificationOptions(complete), ...options });
  };
  const clerk = Object.create(Clerk.prototype) as object;
  for (const api of [...subApiNames, 'smsMessages'])
    Object.defineProperty(clerk, api, constant(legacySubApi(api, caller)));
  const lax = { isStrict: false };
  const strict = { isStrict: true };
  return Object.defineProperties(clerk, {
    authenticateRequest: live('authenticateRequest'),
    telemetry: live('telemetry'),
    apiKey: setter((apiKey: string) => change({ apiKey, secretKey: undefined })),
    serverApiUrl: setter((serverApiUrl: string) => change({ serverApiUrl, apiUrl: undefined })),
    apiVersion: setter((apiVersion: string) => change({ apiVersion })),
    httpOptions: setter((httpOptions: HttpOptions) => change({ httpOptions })),
    expressWithAuth: middleware(lax),
    expressRequireAuth: middleware(strict),
    expressWithSession: middleware({ ...lax, sessionClient: client }),
    expressRequireSession: middleware({ ...strict, sessionClient: client }),
    withAuth: wrapper(lax),
    requireAuth: wrapper(strict),
    withSession: wrapper({ ...lax, sessionClient: client }),
    requireSession: wrapper({ ...strict, sessionClient: client }),
    verifyToken: constant(verify),
    decodeToken: constant((token: string) => decodeJwt(token).payload),
    base: constant({ verifySessionToken: verify }),
    // All members of the interface are defined right here.
  }) as Clerk;
}

/** The class of 2.x to 4.x, with or without `new`. */
export interface ClerkConstructor {
  new (options?: LegacyClerkOptions): Clerk;
  (options?: LegacyClerkOptions): Clerk;
  readonly prototype: Clerk;
  /** The client of the environment, one in the process. */
  readonly getInstance: () => Clerk;
}

let instance: Clerk | undefined;

// A plain function can be called with and without `new`; a class cannot.
function construct(options: LegacyClerkOptions = {}): Clerk {
  return makeClerk(options, 'array');
}

/** Makes a client as 2.x to 4.x did. Nothing is read before it is used. */
export const Clerk = Object.assign(construct, {
  getInstance: () => (instance ??= makeClerk({}, 'array')),
}) as unknown as ClerkConstructor;
