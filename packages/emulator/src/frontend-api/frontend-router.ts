import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { jsonAnswer } from '../http/json-answer.js';
import { ApiError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { isAllowedOrigin } from '../http/check-redirect-url.js';
import { requestPath } from '../http/request-path.js';
import { readCall, type FrontendCalls } from './frontend-call.js';
import { environmentJSON } from './instance/environment-json.js';
import { handshakeHandler } from './sessions/handshake-handler.js';
import { sessionCalls } from './sessions/session-calls.js';
import { signInCalls } from './sign-in/sign-in-calls.js';
import { signUpCalls } from './sign-in/sign-up-calls.js';
import { ticketLinks } from './sign-in/ticket-links.js';

/** True for paths of the Frontend API. Everything else below `/v1` is the Backend API; both use one port. */
export function isFrontendApiPath(method: string, path: string): boolean {
  if (/^\/v1\/(client|environment|dev_browser|me|tickets|health)(\/|$)/.test(path)) return true;
  return path.startsWith('/.well-known/') || (method === 'GET' && path === '/v1/agents/tasks');
}

/** The calls of browser libraries by the method they mean: they send every call except GET as POST with `_method`. */
const calls: FrontendCalls = [...sessionCalls, ...signInCalls, ...signUpCalls];

/** The Frontend API: what browsers and browser libraries call. */
export function frontendRouter(instance: Instance): Hono {
  const router = new Hono({ getPath: requestPath });
  router.use(crossOrigin(instance));
  router.get('/v1/health', () => jsonAnswer({ status: 'pass' }));
  router.get('/.well-known/jwks.json', () => jsonAnswer({ keys: [instance.signer.jwk] }));
  router.get('/v1/client/handshake', handshakeHandler(instance));
  for (const [path, visit] of Object.entries(ticketLinks)) router.get(path, (c) => visit(instance, c));
  router.on(['GET', 'PATCH'], '/v1/environment', () => jsonAnswer(environmentJSON(instance)));
  for (const [method, path, answer] of calls) {
    router.on(method, path, async (c) => answer(await readCall(instance, c)));
  }
  return router;
}

/** Allows applications on allowed origins to read answers, and refuses changes from every other page. */
function crossOrigin(instance: Instance): MiddlewareHandler {
  return async function cors(c, next) {
    const origin = c.req.header('origin');
    const isAllowed = origin !== undefined && isAllowedOrigin(instance, origin);
    if (origin !== undefined && !isAllowed && c.req.method !== 'GET') {
      throw new ApiError(
        403,
        'origin_invalid',
        'Request refused',
        'Pages of this origin may not call the emulator. Start it with --allow-origin to allow it.',
      );
    }
    if (c.req.method === 'OPTIONS') c.res = new Response(null, { status: 204 });
    else await next();
    if (isAllowed) allow(c, origin);
  };
}

function allow(c: Context, origin: string): void {
  c.res.headers.set('access-control-allow-origin', origin);
  c.res.headers.set('access-control-allow-credentials', 'true');
  c.res.headers.set('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE');
  c.res.headers.set('access-control-allow-headers', 'Authorization, Content-Type');
  c.res.headers.set('access-control-expose-headers', 'Authorization, Clerk-Db-Jwt, X-Country');
  c.res.headers.append('vary', 'Origin');
}
