import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { jsonAnswer } from '../http/json-answer.js';
import { ApiError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { isAllowedOrigin } from '../http/check-redirect-url.js';
import { requestPath } from '../http/request-path.js';
import { readCall, type FrontendCall } from './frontend-call.js';
import { environmentJSON } from './instance/environment-json.js';
import { handshakeHandler } from './sessions/handshake-handler.js';
import {
  createBrowserClient,
  createDevBrowser,
  createSessionToken,
  emptyList,
  endAllSessions,
  getClient,
  getMe,
  getSession,
  leaveSession,
  listMySessions,
  touchSession,
} from './sessions/session-calls.js';
import { attemptFirstFactor, createSignIn, getSignIn, prepareFirstFactor } from './sign-in/sign-in-calls.js';
import {
  attemptVerification,
  createSignUp,
  getSignUp,
  prepareVerification,
  updateSignUp,
} from './sign-in/sign-up-calls.js';
import { acceptTicketLink, visitAgentTask } from './sign-in/ticket-links.js';

/** Paths of the Frontend API. Everything else below `/v1` is the Backend API; both live on one port. */
export function isFrontendApiPath(method: string, path: string): boolean {
  if (/^\/v1\/(client|environment|dev_browser|me|tickets|health)(\/|$)/.test(path)) return true;
  return path.startsWith('/.well-known/') || (method === 'GET' && path === '/v1/agents/tasks');
}

/** What browser libraries call, with the method they mean (they send all but GET as POST with `_method`). */
const calls: readonly (readonly [method: string, path: string, answer: (call: FrontendCall) => Promise<Response>])[] = [
  ['POST', '/v1/dev_browser', createDevBrowser],
  ['GET', '/v1/client', getClient],
  ['PUT', '/v1/client', createBrowserClient],
  ['POST', '/v1/client', createBrowserClient],
  ['DELETE', '/v1/client', endAllSessions],
  ['POST', '/v1/client/sign_ins', createSignIn],
  ['GET', '/v1/client/sign_ins/:id', getSignIn],
  ['POST', '/v1/client/sign_ins/:id/prepare_first_factor', prepareFirstFactor],
  ['POST', '/v1/client/sign_ins/:id/attempt_first_factor', attemptFirstFactor],
  ['POST', '/v1/client/sign_ups', createSignUp],
  ['GET', '/v1/client/sign_ups/:id', getSignUp],
  ['PATCH', '/v1/client/sign_ups/:id', updateSignUp],
  ['POST', '/v1/client/sign_ups/:id/prepare_verification', prepareVerification],
  ['POST', '/v1/client/sign_ups/:id/attempt_verification', attemptVerification],
  ['DELETE', '/v1/client/sessions', endAllSessions],
  ['GET', '/v1/client/sessions/:id', getSession],
  ['POST', '/v1/client/sessions/:id/touch', touchSession],
  ['POST', '/v1/client/sessions/:id/tokens', createSessionToken],
  ['POST', '/v1/client/sessions/:id/end', leaveSession('ended')],
  ['POST', '/v1/client/sessions/:id/remove', leaveSession('removed')],
  ['GET', '/v1/me', getMe],
  ['GET', '/v1/me/sessions/active', listMySessions],
  ['GET', '/v1/me/organization_memberships', emptyList],
  ['GET', '/v1/me/organization_invitations', emptyList],
  ['GET', '/v1/me/organization_suggestions', emptyList],
];

/** The Frontend API: what browsers and browser libraries call. */
export function frontendRouter(instance: Instance): Hono {
  const router = new Hono({ getPath: requestPath });
  router.use(crossOrigin(instance));
  router.get('/v1/health', () => jsonAnswer({ status: 'pass' }));
  router.get('/.well-known/jwks.json', () => jsonAnswer({ keys: [instance.signer.jwk] }));
  router.get('/v1/client/handshake', handshakeHandler(instance));
  router.get('/v1/tickets/accept', (c) => acceptTicketLink(instance, c));
  router.get('/v1/agents/tasks', (c) => visitAgentTask(instance, c));
  router.on(['GET', 'PATCH'], '/v1/environment', () => jsonAnswer(environmentJSON(instance)));
  for (const [method, path, answer] of calls) {
    router.on(method, path, async (c) => answer(await readCall(instance, c)));
  }
  return router;
}

/** Lets applications on allowed origins read answers, and refuses changes from every other page. */
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
