import { Hono, type MiddlewareHandler } from 'hono';
import { ApiError, NotEmulatedError } from '../errors/api-error.js';
import { answerWithoutChange, changesNothing } from '../http/changes-nothing.js';
import { withRequester } from '../instance/with-requester.js';
import type { Instance } from '../instance/instance.js';
import type { RequestEnv } from '../controls/request-env.js';
import { isAllowedOrigin } from '../http/check-redirect-url.js';
import { requestPath } from '../http/request-path.js';
import { checkOperationFields, fieldsOf, type Fields } from './check-operation-fields.js';
import { checkDevBrowser, readCall, type FrontendCall } from './frontend-call.js';
import { frontendCalls, frontendVisits } from './frontend-calls.js';
import { notEmulated } from './not-emulated.js';
import { operations, type OperationId } from './operations.js';

/** The first segments of the paths of the description: `/v1/me` and `/v1/me/totp` have `/v1/me`. */
const firstSegments = new Set(Object.values(operations).map((route) => firstSegment(route.split(' ')[1] ?? '')));

/** Paths that the Backend API has too. Its callers send a secret key; browsers send nothing, or the session token. */
const sharedSegments = new Set([
  '/v1/organizations',
  '/v1/billing',
  '/v1/enterprise_connections',
  '/v1/agents',
  '/api_keys',
]);

/** A token has dots, a secret key has none. */
const secretKey = /^bearer [^.]*$/i;

function firstSegment(path: string): string {
  return /^(?:\/v1)?\/[^/]+/.exec(path)?.[0] ?? path;
}

/** The operations on paths that the Backend API has too, as patterns of `GET /v1/billing/plans`. */
const sharedOperations = Object.values(operations)
  .filter((route) => sharedSegments.has(firstSegment(route.split(' ')[1] ?? '')))
  .map((route) => new RegExp(`^${route.replace(/\{\w+\}/g, '[^/]+')}$`));

/**
 * True if the Frontend API answers this request. Everything else below `/v1` is the Backend API; both use one port.
 * @param method - the one that the browser library means
 */
export function isFrontendApiCall(method: string, path: string, authorization: string | undefined): boolean {
  const segment = firstSegment(path);
  if (!firstSegments.has(segment)) return false;
  if (!sharedSegments.has(segment)) return true;
  if (secretKey.test(authorization ?? '')) return false;
  const route = `${method === 'HEAD' ? 'GET' : method} ${path}`;
  return sharedOperations.some((pattern) => pattern.test(route));
}

/** An operation with the function that answers it. */
interface Route {
  readonly id: OperationId;
  readonly method: string;
  /** In the router's notation. */
  readonly path: string;
  /** True for pages, which a browser opens by a link. */
  readonly isVisit: boolean;
  /** The fields of its body; undefined: not checked. */
  readonly fields: Fields | undefined;
  answer(call: FrontendCall): Response | Promise<Response>;
}

/** Every operation. Fixed paths come first: in `/invitations/bulk`, `bulk` is not the id of an invitation. */
function listRoutes(): readonly Route[] {
  const handlers = { ...frontendCalls, ...frontendVisits };
  const listed = Object.entries(operations).map(([name, route]): Route => {
    // `Object.entries` forgets the names.
    const id = name as OperationId;
    const [method = '', path = ''] = route.split(' ');
    // The router fills in every parameter that the type of the handler names.
    const handler = (handlers as Partial<Record<OperationId, (call: FrontendCall) => Response | Promise<Response>>>)[
      id
    ];
    return {
      id,
      method,
      path: path.replace(/\{(\w+)\}/g, ':$1'),
      isVisit: Object.hasOwn(frontendVisits, id),
      fields: Object.hasOwn(frontendCalls, id) ? fieldsOf(id) : undefined,
      answer: handler ?? ((call) => refuse(call, id)),
    };
  });
  const parameters = ({ path }: Route) => path.split(':').length;
  return listed.sort((left, right) => parameters(left) - parameters(right));
}

function refuse({ instance }: FrontendCall, id: OperationId): never {
  const reason = (notEmulated as Partial<Record<OperationId, string>>)[id] ?? '';
  instance.log(`501 ${operations[id]}: not emulated. ${reason}`);
  throw new NotEmulatedError(`The emulator does not have ${operations[id]}. ${reason}`);
}

/** The Frontend API: what browsers and browser libraries call. */
export function frontendRouter(): Hono<RequestEnv> {
  const router = new Hono<RequestEnv>({ getPath: requestPath });
  router.use(refuseForeignOrigin);
  for (const route of listRoutes()) {
    const { isVisit, fields } = route;
    router.on(route.method, route.path, async (c) => {
      const { trace } = c.env.instance;
      if (trace) trace.route = `Frontend API: ${route.id}`;
      if (isVisit && route.method === 'GET' && changesNothing(c.req.raw)) return answerWithoutChange(c.req.raw);
      const call = await readCall(withRequester(c.env.instance, c.req.raw, c.env), c);
      if (!isVisit) await checkDevBrowser(call);
      if (fields) checkOperationFields(call.body, fields);
      return route.answer(call);
    });
  }
  return router;
}

/** Refuses changes from pages that are not on an allowed origin, and from pages that hide their origin. */
const refuseForeignOrigin: MiddlewareHandler<RequestEnv> = async (c, next) => {
  if (c.req.method !== 'GET' && isForeign(c.env.instance, c.req.header('origin'), c.req.header('sec-fetch-site'))) {
    throw new ApiError(
      403,
      'origin_invalid',
      'Request refused',
      'Pages of this origin may not call the emulator. Start it with --allow-origin to allow it.',
    );
  }
  await next();
};

/** A caller without an origin is no page, unless the browser says that it is one of another site. */
function isForeign(instance: Instance, origin: string | undefined, site: string | undefined): boolean {
  return origin === undefined ? site === 'cross-site' || site === 'same-site' : !isAllowedOrigin(instance, origin);
}
