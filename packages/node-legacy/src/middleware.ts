import type { ClerkClient } from '@acme/backend';
import type { ServerResponse } from 'node:http';
import { createDecide, type DecideOptions, type Decided } from './decide-request.js';
import { UnauthenticatedError } from './errors.js';
import type { ClerkMiddleware, LegacyAuthObject, LegacyRequest, LegacySession, OnError } from './legacy-request.js';
import { Logger } from './logger.js';
import { pickSession } from './pick-session.js';

/** Options of the legacy middlewares, of all versions. */
export interface ClerkMiddlewareOptions extends DecideOptions {
  /**
   * Called when nobody is signed in. A value that is true goes to `next`; otherwise the request goes on. Default: the strict
   * middlewares hand the error on, the others do not.
   */
  readonly onError?: OnError | undefined;
  /** Whether somebody must be signed in. Default: by the name of the middleware. */
  readonly strict?: boolean | undefined;
}

/** What a middleware is. */
export interface Kind {
  /** Whether somebody must be signed in. */
  readonly isStrict: boolean;
  /** For the middlewares of 2.x, which leave `session` and `sessionClaims`: gives the client to look a session up with. */
  readonly sessionClient?: (() => ClerkClient) | undefined;
}

type Carrier = LegacyRequest & { auth?: LegacyAuthObject; session?: LegacySession; sessionClaims?: unknown };

function reportLax(error: Error): undefined {
  Logger.warn(error.message);
  return undefined;
}

function reportStrict(error: Error): Error {
  Logger.error(error.message);
  return error;
}

/** Leaves what 2.x left, if somebody is signed in. @returns why nobody is */
async function attachSession(req: Carrier, { auth, error }: Decided, client: ClerkClient): Promise<Decided['error']> {
  if (error) return error;
  const session = await pickSession(req, auth, client);
  if (!session) return new UnauthenticatedError();
  req.session = session;
  // The claims are those of the token; another session than the token's has none here.
  if (session.id === auth.sessionId) req.sessionClaims = auth.sessionClaims;
  return undefined;
}

/**
 * Runs a legacy middleware without a framework.
 * @returns `answered`: the browser was sent on; otherwise the request goes on, or with `error` it is refused
 */
export type RunMiddleware = (
  req: LegacyRequest,
  res: ServerResponse,
) => Promise<{ readonly answered: boolean; readonly error?: unknown }>;

/** Makes what all legacy middlewares and wrappers do. */
export function createRun(options: ClerkMiddlewareOptions, { isStrict, sessionClient }: Kind): RunMiddleware {
  const { onError, strict = isStrict, ...rest } = options;
  const decide = createDecide(rest);
  const react = typeof onError === 'function' ? onError : strict ? reportStrict : reportLax;
  return async function run(req: Carrier, res) {
    const decided = await decide(req, res);
    if (!decided) return { answered: true };
    req.auth = decided.auth;
    const error = sessionClient ? await attachSession(req, decided, sessionClient()) : decided.error;
    if (!error) return { answered: false };
    const reaction: unknown = await react(error);
    return reaction ? { answered: false, error: reaction } : { answered: false };
  };
}

/** Makes a middleware. Whatever goes wrong reaches `next`; no request is left without an answer. */
export function createMiddleware(options: ClerkMiddlewareOptions, kind: Kind): ClerkMiddleware {
  const run = createRun(options, kind);
  return async function clerk(req, res, next) {
    let result: Awaited<ReturnType<typeof run>>;
    try {
      result = await run(req, res);
    } catch (error) {
      return next(error);
    }
    if (result.answered) return undefined;
    return 'error' in result ? next(result.error) : next();
  };
}
