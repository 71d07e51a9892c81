import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { backendRouter, jsonAnswer } from './backend-api/router.js';
import { ApiError, NotFoundError } from './errors.js';
import { frontendRouter, isFrontendApiPath } from './frontend-api/router.js';
import type { Instance } from './instance.js';
import { DEVELOPMENT_SUFFIX_PATH } from './keys.js';
import { pagesRouter } from './pages/router.js';
import { refuseForeignForms } from './same-origin.js';

const MAX_BODY_BYTES = 1024 * 1024;

/** Everything the emulator answers, as one function from request to response. It never throws. */
export function createApp(instance: Instance): (request: Request) => Promise<Response> {
  const frontend = frontendRouter(instance);
  const backend = new Hono().route('/v1', backendRouter(instance));
  const pages = new Hono().use(refuseForeignForms()).route('/', pagesRouter(instance));
  const app = new Hono({ getPath: pathOf });
  app.use(bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => answerError(instance, tooLarge()) }));
  app.all('*', (c) => {
    const path = pathOf(c.req.raw);
    const request = path === new URL(c.req.url).pathname ? c.req.raw : withPath(c.req.raw, path);
    if (isFrontendApiPath(c.req.method, path)) return frontend.fetch(request);
    return path === '/v1' || path.startsWith('/v1/') ? backend.fetch(request) : pages.fetch(request);
  });
  for (const router of [app, frontend, backend, pages]) {
    router.onError((error) => answerError(instance, error));
    router.notFound((c) => {
      instance.log(`404 ${c.req.method} ${c.req.path}: not a route of the emulator`);
      return answerError(instance, new NotFoundError(`The emulator has no route ${c.req.method} ${c.req.path}.`));
    });
  }
  return async (request) => app.fetch(request);
}

/** The answer for a failure: its own wire form if it has one, otherwise 500 and a line in the log. */
export function answerError(instance: Pick<Instance, 'log'>, error: unknown): Response {
  if (error instanceof ApiError) return jsonAnswer(error.toWire(), error.status);
  instance.log(`500 unexpected fault: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const fault = new ApiError(
    500,
    'internal_clerk_error',
    'Oops, an unexpected error occurred',
    'The emulator failed. Its log has the details; please report it.',
  );
  return jsonAnswer(fault.toWire(), fault.status);
}

function tooLarge(): ApiError {
  return new ApiError(
    413,
    'request_body_too_large',
    'Request body too large',
    `A request body may have up to ${MAX_BODY_BYTES} bytes.`,
  );
}

/** Path of a request without the marker that every address made from the publishable key begins with. */
function pathOf(request: Request): string {
  const { pathname } = new URL(request.url);
  if (pathname === DEVELOPMENT_SUFFIX_PATH) return '/';
  return pathname.startsWith(`${DEVELOPMENT_SUFFIX_PATH}/`) ? pathname.slice(DEVELOPMENT_SUFFIX_PATH.length) : pathname;
}

function withPath(request: Request, path: string): Request {
  const url = new URL(request.url);
  url.pathname = path;
  return new Request(url, request);
}
