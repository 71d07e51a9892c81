import { assertCalled } from '@acme/backend/adapter';
import { sendResponse } from '@acme/backend/node-http';
import type { ServerResponse } from 'node:http';
import type { LegacyRequest, Next } from './legacy-request.js';
import { createRun, type ClerkMiddlewareOptions, type Kind } from './create-middleware.js';

/** A handler of a Next.js API route, or any other function of a request and a response. */
export type Handler<Req, Res, Result> = (req: Req, res: Res, next?: Next) => Result | Promise<Result>;

/** A wrapped handler. Its promise resolves to the handler's result, or to undefined once the request was answered without it. */
export type WrappedHandler<Req, Res, Result> = (req: Req, res: Res, next?: Next) => Promise<Result | undefined>;

function member(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null && name in error
    ? (error as Record<string, unknown>)[name]
    : undefined;
}

/**
 * Answers as 2.x and 3.x did: with the error's status and data, else with its message.
 * @param fallback - the status for an error that has none
 */
function refuse(res: ServerResponse, error: unknown, fallback: number): void {
  const status = member(error, 'statusCode');
  const headers = member(error, 'headers');
  const body = member(error, 'data') ?? { error: member(error, 'message') ?? 'Unauthenticated' };
  sendResponse(res, {
    status: typeof status === 'number' ? status : fallback,
    headers: [
      ['content-type', 'application/json'],
      ['cache-control', 'no-store'],
      ...Object.entries((headers ?? {}) as Readonly<Record<string, string>>),
    ],
    body: JSON.stringify(body),
  });
}

/**
 * Wraps a handler with a middleware.
 * @throws {TypeError} if `handler` is no function: `requireAuth` of other packages takes options instead
 * @throws {ConfigurationError} `middleware_not_called` if it is a request
 */
export function wrapHandler<Req, Res, Result>(
  handler: Handler<Req, Res, Result>,
  options: ClerkMiddlewareOptions,
  kind: Kind,
): WrappedHandler<Req, Res, Result> {
  assertCalled([handler], 'A legacy wrapper', 'requireAuth(handler)');
  if (typeof handler !== 'function') {
    throw new TypeError(
      'The first argument must be the handler to wrap. For a middleware use ClerkExpressRequireAuth().',
    );
  }
  const run = createRun(options, kind);
  return async function wrapped(req, res, next) {
    // Handlers have the request types of many frameworks; all are Node.js requests.
    const answer = res as ServerResponse;
    let result: Awaited<ReturnType<typeof run>>;
    try {
      result = await run(req as LegacyRequest, answer);
    } catch (error) {
      // A rejected promise would leave the request without an answer where nothing awaits it.
      refuse(answer, error, 500);
      return undefined;
    }
    if (result.answered) return undefined;
    if (!('error' in result)) return handler(req, res, next);
    refuse(answer, result.error, 401);
    return undefined;
  };
}
