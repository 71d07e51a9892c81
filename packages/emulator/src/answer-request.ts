import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { backendRouter, isBackendApiPath } from './backend-api/backend-router.js';
import { jsonAnswer } from './http/json-answer.js';
import { ApiError, NotEmulatedError, NotFoundError } from './errors/api-error.js';
import { dashboardRouter, isDashboardPage } from './dashboard/dashboard-router.js';
import { EmulatorError } from './errors/emulator-error.js';
import { frontendRouter, isFrontendApiCall } from './frontend-api/frontend-router.js';
import type { Instance } from './instance/instance.js';
import { controlError } from './controls/control-error.js';
import { controlsRouter } from './controls/controls-router.js';
import type { ControlContext } from './controls/control-context.js';
import type { RequestEnv } from './controls/request-env.js';
import { RateLimitError } from './http/rate-limit.js';
import type { Caller } from './http/listen.js';
import { pagesRouter } from './pages/pages-router.js';
import { isUniqueViolation } from './store/open-store.js';
import { answerPreflight } from './http/allow-origin.js';
import { plainFault } from './store/store-fault.js';
import { meantMethod, requestPath } from './http/request-path.js';

const maxBodyBytes = 1024 * 1024;

/** Answers a request to an instance. It never throws. */
export async function answerRequest(
  request: Request,
  caller: Caller,
  instance: Instance,
  controls: ControlContext,
): Promise<Response> {
  const env = { ...caller, instance, controls };
  const path = requestPath(request);
  if (path.startsWith('/_emulator/')) return controlRoutes.fetch(request, env);
  return (isDashboardPage(path) ? dashboardRoutes : routes).fetch(request, env);
}

/** The emulators of a process share their routes: with routes of its own, each would take another 300 KB. */
const routes = createRoutes();
const controlRoutes = createControlRoutes();
const dashboardRoutes = createDashboardRoutes();

/** The controls have limits of their own: an export of many users is large. */
function createControlRoutes(): Hono<RequestEnv> {
  const router = controlsRouter();
  router.onError((error, { env }) => answerError(env.instance, controlError(error)));
  router.notFound(({ env }) => answerError(env.instance, new NotFoundError('The emulator has no such control.')));
  return router;
}

/** The dashboard limits bodies itself, for the same reason. */
function createDashboardRoutes(): Hono<RequestEnv> {
  const router = dashboardRouter();
  router.onError((error, { env }) => answerError(env.instance, error));
  return router;
}

function createRoutes(): Hono<RequestEnv> {
  const frontend = frontendRouter();
  const backend = backendRouter();
  const pages = pagesRouter();
  const app = new Hono<RequestEnv>({ getPath: requestPath });
  app.use(limitBody());
  app.all('*', ({ req, env }) => {
    if (req.method === 'OPTIONS') return answerPreflight();
    const method = meantMethod(req.raw);
    if (isFrontendApiCall(method, req.path, req.header('authorization')))
      return frontend.fetch(withMethod(req.raw, method), env);
    return (isBackendApiPath(req.path) ? backend : pages).fetch(req.raw, env);
  });
  for (const router of [app, frontend, backend, pages]) {
    router.onError((error, c) => answerError(c.env.instance, error));
    router.notFound(({ env: { instance }, req }) => {
      instance.log(`404 ${req.method} ${req.path}: not a route of the emulator`);
      if (instance.trace) instance.trace.problem = 'unknown_route';
      return answerError(
        instance,
        new NotFoundError(`The emulator has no route ${req.method} ${req.path}. Its README lists what is emulated.`),
      );
    });
  }
  return app;
}

/** The answer to an error: the wire form of an `ApiError`; for any other error 500 and a line in the log. */
export function answerError(instance: Pick<Instance, 'log' | 'createId' | 'trace'>, error: unknown): Response {
  const refusal = error instanceof ApiError ? error : refusalOf(instance, error);
  if (instance.trace) {
    instance.trace.reason ??= `${refusal.longMessage} (${refusal.code})`;
    if (refusal instanceof NotEmulatedError) instance.trace.problem = 'not_emulated';
  }
  const answer = jsonAnswer({ ...refusal.toWire(), clerk_trace_id: instance.createId('trace') }, refusal.status);
  if (refusal instanceof RateLimitError) answer.headers.set('retry-after', String(refusal.retryAfterSeconds));
  return answer;
}

function refusalOf(instance: Pick<Instance, 'log'>, error: unknown): ApiError {
  const fault = plainFault(error);
  if (fault instanceof EmulatorError && fault.code.startsWith('database_')) {
    instance.log(`503 ${fault.message}`);
    return new ApiError(503, fault.code, 'The database cannot be used', fault.message);
  }
  if (isUniqueViolation(error)) {
    // Inserts are checked before; only two simultaneous requests get here.
    return new ApiError(422, 'form_identifier_exists', 'That identifier is taken. Please try another.');
  }
  instance.log(`500 unexpected fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return new ApiError(
    500,
    'internal_clerk_error',
    'Oops, an unexpected error occurred',
    'The emulator failed. Its log has the details; please report it.',
  );
}

/** Limits the size of bodies. Hono's middleware rebuilds the request, which works only for a platform `Request` with a body. */
function limitBody(): MiddlewareHandler<RequestEnv> {
  const limit = bodyLimit({
    maxSize: maxBodyBytes,
    onError(c: Context<RequestEnv>) {
      const answer = answerError(c.env.instance, tooLarge());
      // The rest of the body is not read, so that no further call can follow on this connection.
      answer.headers.set('connection', 'close');
      return answer;
    },
  });
  return async function limitBodyIfAny(c, next) {
    const { headers, url } = c.req.raw;
    const isChunked = headers.has('transfer-encoding');
    if (isChunked) c.req.raw = new Request(url, c.req.raw);
    return isChunked || headers.has('content-length') ? limit(c, next) : next();
  };
}

function tooLarge(): ApiError {
  return new ApiError(
    413,
    'request_body_too_large',
    'Request body too large',
    `A request body may have up to ${maxBodyBytes} bytes.`,
  );
}

function withMethod(request: Request, method: string): Request {
  return request.method === method ? request : new Request(new Request(request.url, request), { method });
}
