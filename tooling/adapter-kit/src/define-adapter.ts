import type { Http2Server, Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { ClerkClient } from '@acme/backend';
import type {
  AuthServerMetadata,
  GuardOptions,
  MiddlewareOptions,
  ProtectedResourceMetadata,
  ProtectOptions,
} from '@acme/backend/adapter';

/** The options that all adapters take. */
export type Options = MiddlewareOptions;

/** How a server is set up. */
export interface Setup {
  /** Options of the middleware, or a function that gives them for each request. */
  readonly options?: Options | (() => Options | Promise<Options>);
  /** What the guard of `/guarded` requires. */
  readonly protect?: ProtectOptions;
  /** The guard of `/guarded` itself, or what was passed by mistake in its place; it counts for more than `protect`. */
  readonly guard?: unknown;
  /** `guard` is for every path, and a CORS middleware comes after it, then `GET /data`. */
  readonly corsAfterGuard?: boolean;
  /** What `/who` passes to `getAuth`. */
  readonly getAuth?: object;
  /** Reads and parses bodies before the middleware comes. */
  readonly parsesBodies?: boolean;
  /** Registers the middleware twice. */
  readonly twice?: boolean;
  /** Leaves the middleware out. */
  readonly without?: boolean;
}

/**
 * Starts a server with these routes:
 * - `GET /who` answers with the auth object as JSON; `?accepts=` names the kind of token, and with `?cached` the answer has
 *   `Cache-Control: public, s-maxage=600`;
 * - `/guarded`, for every method, answers `{ passed: true }` if its guard lets the request pass;
 * - `GET /client/:id` loads a user with the client of the request, twice at once with `?twice`, and answers `{ id }`;
 * - `POST /body` answers `{ text }`, the body as text;
 * - `POST /webhooks` verifies the bytes of the body with `CLERK_WEBHOOK_SIGNING_SECRET` and answers with the event.
 * An error that reaches the framework is answered with 500 and `{ name, code, message }`.
 * The server is closed at the end of the test.
 * @returns its address
 */
export type Start = (setup: Setup) => Promise<string>;

/** What an adapter does not have, and why. The reason is printed with the results. */
export interface Without {
  readonly without: string;
}

/** What the framework does by itself, before or in place of the adapter. */
export interface FrameworkRules {
  /** The server refuses a `Host` that a URL writes in another way (`APP.example.com:8080`). */
  readonly refusesUnusualHosts: boolean;
  /** The server itself answers 500 to a `Host` of which no URL can be made. Default: 400. */
  readonly failsOnNoHost?: boolean;
  /** Its body parser makes lists and objects of `a[b]=1`, so that the form cannot be written again as it came. */
  readonly parsesListsInForms: boolean;
  /** Status of a preflight that nobody answers on a guarded route. */
  readonly preflight: number;
  /** The framework itself answers a target that names another server, or of which no `Request` can be made. Default: the adapter answers 400. */
  readonly settlesTargets?: boolean;
  /** `getAuth` authenticates by itself where there is no middleware. Default: an error. */
  readonly authenticatesWithoutMiddleware?: boolean;
  /** A route's own `Cache-Control` replaces that of the middleware, which cannot prevent it. Default: what the middleware sets stays. */
  readonly replacesCacheControl?: boolean;
  /** Satellites look up the session at the primary domain by default. Default: only with `satelliteAutoSync`. */
  readonly syncsSatellites?: boolean;
}

/** What a guard answers. */
export interface GuardAnswers {
  /** Status for people whose session does not suffice. */
  readonly insufficient: number;
  /** Status of the redirect to sign-in. */
  readonly redirect: number;
  /** The answer has `WWW-Authenticate` and, where people must verify themselves again, the body that browser components know. */
  readonly explains: boolean;
  /** A preflight passes, so that a CORS middleware after the guard can answer it. */
  readonly passesPreflights: boolean;
}

/** What guards answer whose framework has no other custom. */
export const usualAnswers: GuardAnswers = { insufficient: 403, redirect: 302, explains: true, passesPreflights: true };

/** The guard of an adapter. */
export interface Guards {
  /** Makes one; what is wrong with the options is thrown. */
  readonly protect: (...given: readonly [GuardOptions?]) => unknown;
  /** A guard authenticates by itself where there is no middleware. */
  readonly needsNoMiddleware: boolean;
  /** A guard is a function that the application calls with each request, rather than a middleware. Default: a middleware. */
  readonly isCalled?: boolean;
  /** The guard has no `signInUrl` of its own: that of the middleware counts, whose options may be a function of the request. */
  readonly hasNoSignInUrl?: boolean;
  /** Default: `usualAnswers`. */
  readonly answers?: GuardAnswers;
}

/** Starts a server with `POST /webhooks`, and gives that address. Errors are answered with 200 and `{ name, code }`. */
export type StartWebhooks = (signingSecret: readonly string[]) => Promise<string>;

/**
 * Starts a server with `protectedResourceHandlerClerk(resource)` at `/resource` and `authServerMetadataHandlerClerk(server)` at `/server`, for
 * every method. What is wrong with the options is thrown.
 * @returns its address
 */
export type StartMetadata = (
  resource: ProtectedResourceMetadata,
  server: AuthServerMetadata,
) => string | Promise<string>;

/** Every way in which an application may have read a body before it verifies the webhook in it. */
export interface Webhooks {
  /** The bytes are there. */
  readonly verified: Readonly<Record<string, StartWebhooks>>;
  /** Only the parsed body is there. */
  readonly parsed: Readonly<Record<string, StartWebhooks>>;
  /** Nothing is there. */
  readonly unavailable: Readonly<Record<string, StartWebhooks>>;
}

/** What answers a request over HTTP/2. */
export type Http2Listener = (request: Http2ServerRequest, response: Http2ServerResponse) => void;
/** A key and its certificate. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}
/** A listener with `/who`, or a server that does not listen yet. */
export type StartHttp2 = (
  options: Options,
  certificate: Certificate | undefined,
) => Http2Listener | Promise<Http2Server>;

/** `getAuth` of a request that a test made by hand, without the middleware. */
export interface HandMade {
  readonly getAuth: (request: unknown, options?: object) => unknown;
  /** A request with what the middleware would have left there. */
  readonly make: (auth: unknown) => unknown;
}

/** An adapter under test. Every part is named, so that a new kind of scenario is decided on for each of them. */
export interface Adapter {
  /** The framework, and the way in which the adapter is used in it. */
  readonly name: string;
  readonly start: Start;
  readonly framework: FrameworkRules;
  readonly guards: Guards | Without;
  readonly webhooks: Webhooks | Without;
  readonly metadata: StartMetadata;
  readonly http2: Readonly<Record<string, StartHttp2>> | Without;
  readonly handMade: HandMade | Without;
  /** `/client/:id` is there: each request has a client with the options of the middleware. */
  readonly requestClient: true | Without;
  /** The client that the package exports. */
  readonly exportedClient: Pick<ClerkClient, 'users' | 'authenticateRequest'> | Without;
}

/** Names an adapter's parts for `describeAdapter`. */
export const defineAdapter = (adapter: Adapter): Adapter => adapter;

/** Whether a part is there. */
export const has = <Part extends object | true>(part: Part | Without): part is Part =>
  typeof part !== 'object' || !('without' in part);
