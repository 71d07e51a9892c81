import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { ApiError, SecretKeyError } from '../errors.js';
import type { Instance } from '../instance.js';
import { isJsonObject, RequestBody } from '../request-body.js';
import { clients } from './clients.js';
import { emailAddresses } from './email-addresses.js';
import { jwks } from './jwks.js';
import { sessions } from './sessions.js';
import { testingTokens } from './testing-tokens.js';
import { actorTokens, agentTasks, signInTokens } from './tickets.js';
import { users } from './users.js';
import type { BackendRoutes } from './route.js';

/** Every sub-API, under the name the client has it. */
export const backendApi: Readonly<Record<string, BackendRoutes>> = {
  actorTokens,
  agentTasks,
  clients,
  emailAddresses,
  jwks,
  sessions,
  signInTokens,
  testingTokens,
  users,
};

/** The Backend API below `/v1`. */
export function backendRouter(instance: Instance): Hono {
  const router = new Hono();
  router.use(requireSecretKey(instance));
  for (const routes of Object.values(backendApi)) {
    for (const route of Object.values(routes)) {
      router.on(route.method, route.path, async (c) => {
        const query = new URL(c.req.url).searchParams;
        const body = await readJsonBody(c);
        return jsonAnswer(await route.answer(instance, c.req.param(), query, body));
      });
    }
  }
  return router;
}

/** JSON with exactly the content type clients look for; a charset after it would make them return the text unparsed. */
export function jsonAnswer(body: object, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}

function requireSecretKey(instance: Instance): MiddlewareHandler {
  const expected = digest(instance.secretKey);
  return async function requireKey(c, next) {
    const [scheme, key] = (c.req.header('authorization') ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !key) {
      throw new SecretKeyError('The Authorization header must be "Bearer" and the secret key the emulator printed.');
    }
    if (!timingSafeEqual(digest(key), expected)) {
      throw new SecretKeyError(
        'This secret key belongs to another instance. Use the CLERK_SECRET_KEY the emulator printed.',
      );
    }
    await next();
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

async function readJsonBody(c: Context): Promise<RequestBody> {
  const text = c.req.method === 'GET' ? '' : await c.req.text();
  if (text.trim() === '') return new RequestBody({});
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ApiError(400, 'request_body_invalid', 'Request body invalid', 'The request body is not valid JSON.');
  }
  if (isJsonObject(value)) return new RequestBody(value);
  throw new ApiError(400, 'request_body_invalid', 'Request body invalid', 'The request body must be a JSON object.');
}
