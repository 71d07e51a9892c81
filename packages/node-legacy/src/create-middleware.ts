import { ConfigurationError } from '@acme/backend/adapter';
import { signedOutAuthObject } from '@acme/backend/internal';
import type { ServerResponse } from 'node:http';
import { types } from 'node:util';
import { createDecideRequest, type DecideOptions, type Decided } from './decide-request.js';
import { UnauthenticatedError, UnavailableError } from './unauthenticated-error.js';
import type { ClerkMiddleware, LegacyAuthObject, LegacyRequest, LegacySession, OnError } from './legacy-request.js';
import { LegacySettings } from './legacy-settings.js';
import { Logger } from './logger.js';
import { selectSession, type SessionsClient } from './select-session.js';
import { splitUrlOptions } from './url-options.js';

/** Options of the legacy middlewares, of all versions. */
export interface ClerkMiddlewareOptions extends DecideOptions {
  /** Called when nobody is signed in. Default: the strict middlewares pass the error to `next`, the others continue. */
  readonly onError?: OnError | undefined;
  /** `true`: somebody must be signed in. The strict middlewares always require it: `false` changes nothing there. */
  readonly strict?: boolean | undefined;
  /** The client to authenticate with, as the documentation of 2.x has it: `withSession(handler, { clerk })`. Default: the exported one. */
  readonly clerk?: object | undefined;
}

/** The kind of a middleware. */
export interface Kind {
  /** Whether somebody must be signed in. */
  readonly isStrict: boolean;
  /** Whether it is one of 2.x, which set `session` and `sessionClaims`, and whose `onError` may let a request pass. */
  readonly setsSession?: boolean | undefined;
}

type Carrier = LegacyRequest & { auth?: LegacyAuthObject; session?: LegacySession; sessionClaims?: unknown };

/** Also true for errors of another realm. */
const isError = (value: unknown) => value instanceof Error || types.isNativeError(value);

/** Also true for an object with an HTTP status: 2.x passed it to `next`, and Express answers with that status. */
function isErrorOrStatus(value: unknown): boolean {
  if (isError(value)) return true;
  if (typeof value !== 'object' || value === null) return false;
  return ['status', 'statusCode'].some((name) => typeof Reflect.get(value, name) === 'number');
}

/**
 * Handles a request without a signed-in user.
 * @returns the error to refuse the request with; undefined if it continues
 */
type OnSignedOut = (error: Error, req: LegacyRequest, res: ServerResponse) => Promise<unknown>;

/** What happens without `onError`: the error is logged, and refuses the request where somebody must be signed in. */
export function defaultOnError(error: Error, refuses: boolean): Error | undefined {
  const why = error instanceof UnauthenticatedError ? ` (${error.reason}): ${error.longMessage}` : '';
  Logger[refuses ? 'error' : 'warn'](error.message + why);
  return refuses ? error : undefined;
}

/** @throws {ConfigurationError} `option_invalid` for a `strict` that is neither true nor false */
function createOnSignedOut({ onError, strict }: ClerkMiddlewareOptions, { isStrict, setsSession }: Kind): OnSignedOut {
  if (strict !== undefined && typeof strict !== 'boolean')
    throw new ConfigurationError('option_invalid', '`strict` of a legacy middleware must be true or false.');
  const refuses = isStrict || strict === true;
  return async (error, req, res) => {
    if (typeof onError !== 'function') return defaultOnError(error, refuses);
    const result: unknown = await onError(error, req, res);
    // The documented contract of 2.x; from 4.x on no result opened a route.
    if (setsSession) return isErrorOrStatus(result) ? result : undefined;
    if (isError(result)) return result;
    return refuses ? error : undefined;
  };
}

function hasSessions(client: object): client is SessionsClient {
  return 'sessions' in client;
}

/** The client of a middleware that loads the session which a request selects; few requests do. */
function sessionsClientOf({ clerkClient, ...options }: DecideOptions): () => SessionsClient {
  let settings: LegacySettings | undefined;
  return () => {
    if (clerkClient && hasSessions(clerkClient)) return clerkClient;
    settings ??= new LegacySettings(splitUrlOptions(options).fixed);
    return settings.client;
  };
}

/** The auth object and the error of a request, for the session that it selects. */
async function decideSession(
  req: LegacyRequest,
  { auth, error }: Decided,
  client: () => SessionsClient,
): Promise<Decided> {
  if (error) return { auth, error };
  try {
    return { auth: await selectSession(req, auth, client), error: undefined };
  } catch (refusal) {
    if (!(refusal instanceof UnauthenticatedError || refusal instanceof UnavailableError)) throw refusal;
    return { auth: { ...signedOutAuthObject(), claims: null }, error: refusal };
  }
}

/**
 * Runs a legacy middleware without a framework.
 * @returns `answered`: the response was sent (a redirect, or by `onError`). Otherwise the request continues, or is refused with `error`
 */
export type RunMiddleware = (
  req: LegacyRequest,
  res: ServerResponse,
) => Promise<{ readonly answered: boolean; readonly error?: unknown }>;

/** Creates what all legacy middlewares and wrappers run. */
export function createRun({ clerk: _, ...options }: ClerkMiddlewareOptions, kind: Kind): RunMiddleware {
  const { onError, strict, ...rest } = options;
  const onSignedOut = createOnSignedOut(options, kind);
  const client = sessionsClientOf(rest);
  const decide = createDecideRequest(rest);
  return async function run(req: Carrier, res) {
    const decided = await decide(req, res);
    if (!decided) return { answered: true };
    const { auth, error } = await decideSession(req, decided, client);
    req.auth = auth;
    if (kind.setsSession && auth.isAuthenticated) {
      req.session = { id: auth.sessionId, userId: auth.userId };
      req.sessionClaims = auth.sessionClaims;
    }
    if (!error) return { answered: false };
    let refusal: unknown;
    try {
      refusal = await onSignedOut(error, req, res);
    } catch (thrown) {
      // After an answer an error has no reader but the log: `next` would make Express cut the answer off.
      if (!res.headersSent) throw thrown;
      Logger.error(`onError failed after it had sent the response: ${String(thrown)}`);
    }
    if (res.headersSent) return { answered: true };
    return refusal === undefined ? { answered: false } : { answered: false, error: refusal };
  };
}

/** What was thrown, as something that `next` takes for an error: for null, `route` and similar values it would continue. */
function toError(thrown: unknown): object {
  return typeof thrown === 'object' && thrown !== null ? thrown : new Error(String(thrown), { cause: thrown });
}

/** Creates a middleware. Every error is passed to `next`, so that no request is left without an answer. */
export function createMiddleware(options: ClerkMiddlewareOptions, kind: Kind): ClerkMiddleware {
  const run = createRun(options, kind);
  return async function clerk(req, res, next) {
    let result: Awaited<ReturnType<typeof run>>;
    try {
      result = await run(req, res);
    } catch (error) {
      return next(toError(error));
    }
    if (result.answered) return undefined;
    return 'error' in result ? next(result.error) : next();
  };
}
