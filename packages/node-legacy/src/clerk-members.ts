import { verifyToken, type JwtPayload } from '@acme/backend';
import { assertCalled, ConfigurationError, createLazyClient, type AuthenticatingClient } from '@acme/backend/adapter';
import { decodeJwt } from '@acme/backend/jwt';
import { createLegacyAuthenticateRequest } from './legacy-authenticate-request.js';
import { checkIssuer, issuerOption, type IssuerRule } from './issuer-rule.js';
import { checkKeyFetchOptions } from './http/apply-http-options.js';
import type { HttpOptions } from './http/http-options.js';
import { createMiddleware, type ClerkMiddlewareOptions, type Kind } from './create-middleware.js';
import { modernOptions, verificationOptions } from './legacy-clerk-options.js';
import type { ListForm } from './legacy-list.js';
import type { OnError } from './legacy-request.js';
import type { LegacySettings } from './legacy-settings.js';
import { legacySubApi } from './legacy-sub-api.js';
import { removedMethod } from './removed-method-error.js';
import { wrapHandler, type Handler } from './wrap-handler.js';

/** Names of the sub-APIs. */
const subApiNames = Object.keys(createLazyClient({}, () => ({}))).filter(
  (member) => !['authenticateRequest', 'debugRequestState', 'telemetry'].includes(member),
);

/** Options of `verifyToken`; those of the client are the defaults. */
export interface VerifyOptions extends Omit<Partial<Parameters<typeof verifyToken>[1]>, 'issuer'> {
  /** Accepted issuers, or a function that decides (3.x, 4.x). `null`, as in 4.x: any issuer. */
  readonly issuer?: IssuerRule | undefined;
  /** @deprecated Settings of the HTTP client with which the keys are fetched. See {@link HttpOptions}; `retry` has no effect. */
  readonly httpOptions?: HttpOptions | RequestInit | undefined;
  /** @deprecated Name of `secretKey` up to 4.x. */
  readonly apiKey?: string | undefined;
  /** @deprecated Use `clockSkewInMs`. */
  readonly clockSkewInSeconds?: number | undefined;
}

/** What decides for a client without `onError`, in the middlewares of 2.x. A subclass may override it. */
export interface ErrorHooks {
  defaultOnError(error: Error): unknown;
  strictOnError(error: Error): unknown;
}

/** The members of a client by their names, each usable without the client. */
export type ClerkMembers = Readonly<Record<string, unknown>>;

/** What the members of a client are made for. */
export interface MemberSource {
  readonly settings: LegacySettings;
  readonly form: ListForm;
  /** The hooks that the client has now. */
  readonly hooks: () => Partial<ErrorHooks>;
}

type Wrap = (handler: unknown, options: ClerkMiddlewareOptions) => unknown;

function isAuthenticating(client: object): client is AuthenticatingClient {
  return 'authenticateRequest' in client;
}

/**
 * Hands a call over to the client in its options, if that is another one.
 * @throws {ConfigurationError} `option_invalid`
 */
function delegate(
  member: string,
  { clerk, ...options }: ClerkMiddlewareOptions,
): { readonly options: ClerkMiddlewareOptions; readonly method?: (...args: readonly unknown[]) => unknown } {
  if (clerk === undefined) return { options };
  const method: unknown = typeof clerk === 'object' && clerk !== null ? Reflect.get(clerk, member) : undefined;
  // The method of a legacy client is typed where it is defined.
  if (typeof method === 'function') return { options, method: method as (...args: readonly unknown[]) => unknown };
  if (typeof clerk === 'object' && clerk !== null && isAuthenticating(clerk))
    return { options: { ...options, clerkClient: clerk } };
  throw new ConfigurationError('option_invalid', '`clerk` must be a client: new Clerk({ … }), or the default export.');
}

/** In the middlewares of 2.x, `defaultOnError` or `strictOnError` of the client decides if there is no `onError`. */
function withHooks(options: ClerkMiddlewareOptions, { isStrict, setsSession }: Kind, source: MemberSource) {
  if (!setsSession || typeof options.onError === 'function') return options;
  const name = isStrict || options.strict === true ? 'strictOnError' : 'defaultOnError';
  const onError: OnError = (error) => source.hooks()[name]?.(error);
  return { ...options, onError };
}

function middlewares(source: MemberSource): ClerkMembers {
  const { settings } = source;
  const complete = (options: ClerkMiddlewareOptions, kind: Kind) =>
    settings.forMiddleware(withHooks(options, kind, source));
  const middleware =
    (name: string, kind: Kind) =>
    (...given: readonly [options?: ClerkMiddlewareOptions]) => {
      assertCalled(given, 'A legacy middleware', 'ClerkExpressRequireAuth()');
      const { options, method } = delegate(name, given[0] ?? {});
      return method ? method(options) : createMiddleware(complete(options, kind), kind);
    };
  const wrapper =
    (name: string, kind: Kind): Wrap =>
    (handler, given = {}) => {
      const { options, method } = delegate(name, given);
      // `wrapHandler` checks what it is given.
      return method
        ? method(handler, options)
        : wrapHandler(handler as Handler<unknown, unknown, unknown>, complete(options, kind), kind);
    };
  const lax = { isStrict: false };
  const strict = { isStrict: true };
  return {
    expressWithAuth: middleware('expressWithAuth', lax),
    expressRequireAuth: middleware('expressRequireAuth', strict),
    expressWithSession: middleware('expressWithSession', { ...lax, setsSession: true }),
    expressRequireSession: middleware('expressRequireSession', { ...strict, setsSession: true }),
    withAuth: wrapper('withAuth', lax),
    requireAuth: wrapper('requireAuth', strict),
    withSession: wrapper('withSession', { ...lax, setsSession: true }),
    requireSession: wrapper('requireSession', { ...strict, setsSession: true }),
  };
}

function tokenMethods(settings: LegacySettings): ClerkMembers {
  const verify = (token: string, { issuer, ...options }: VerifyOptions = {}): Promise<JwtPayload> => {
    const own = { ...options, ...issuerOption(issuer) };
    checkKeyFetchOptions(own.httpOptions);
    const given = { ...settings.complete(), ...modernOptions(own) };
    const claims = verifyToken(token, verificationOptions(given));
    return claims.then((verified) => checkIssuer(verified, issuer));
  };
  return {
    verifyToken: verify,
    decodeToken: (token: string) => decodeJwt(token).payload,
    base: { verifySessionToken: verify },
    authenticateRequest: createLegacyAuthenticateRequest(() => settings.client),
  };
}

/** Methods of 4.x whose page the service no longer has. */
const interstitials = Object.fromEntries(
  ['localInterstitial', 'remotePublicInterstitial', 'remotePrivateInterstitial', 'remotePublicInterstitialUrl'].map(
    (name) => [name, () => removedMethod(name, 'The middlewares redirect the browser to the handshake instead.')],
  ),
);

/** Creates the members of a client. */
export function createMembers(source: MemberSource): ClerkMembers {
  const { settings, form } = source;
  const caller = { client: () => settings.client, form };
  return {
    ...Object.fromEntries([...subApiNames, 'smsMessages'].map((api) => [api, legacySubApi(api, caller)])),
    ...middlewares(source),
    ...tokenMethods(settings),
    ...interstitials,
  };
}
