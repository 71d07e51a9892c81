import { parseJson } from '@acme/backend/adapter';
import { Hono, type Context } from 'hono';
import { ApiError } from '../errors/api-error.js';
import type { Instance } from '../instance/instance.js';
import { isJsonObject } from '../store/json-object.js';
import { RequestBody } from '../http/request-body.js';
import { accountlessApplicationRoutes } from './instance/accountless-application-routes.js';
import { Created, type BackendRoute } from './backend-route.js';
import type { Caller } from '../http/listen.js';
import { maySeeSecretKey } from '../instance/demo-secret-key.js';
import { jsonAnswer } from '../http/json-answer.js';
import { backendApi } from './backend-api.js';
import { keyOwnerFinder } from './key-owner.js';

/** Routes the client calls without the version segment. */
const unversioned = /^\/(api_keys|m2m_tokens|oauth_applications\/access_tokens)(\/|$)/;

/** Whether a path belongs to the Backend API. */
export function isBackendApiPath(path: string): boolean {
  return path === '/v1' || path.startsWith('/v1/') || unversioned.test(path);
}

/** Routes that need no key, because an application that has none yet calls them: they give it one. */
const openRoutes: ReadonlySet<BackendRoute> = new Set(Object.values(accountlessApplicationRoutes));

/** The Backend API, both below `/v1` and, where clients call it so, without. */
export function backendRouter(instance: Instance): Hono<{ Bindings: Caller }> {
  const router = new Hono<{ Bindings: Caller }>();
  const ownerOf = keyOwnerFinder(instance);
  // Fixed paths first: `/users/count` is not the user called count.
  const routes = Object.values(backendApi).flatMap((group) => Object.values(group));
  const parameters = (path: string) => path.split(':').length;
  for (const route of [...routes].sort((left, right) => parameters(left.path) - parameters(right.path))) {
    const handle = async (c: Context<{ Bindings: Caller }>) => {
      const query = new URL(c.req.url).searchParams;
      const isOpen = openRoutes.has(route) && maySeeSecretKey(instance, c.env);
      const caller = isOpen ? ({ kind: 'instance' } as const) : await ownerOf(c.req.header('authorization'));
      instance.countCall();
      const answer = await route.answer(instance, c.req.param(), { query, caller, body: await readBody(c) });
      if (answer instanceof Created) return jsonAnswer(answer.body, 201);
      return answer ? jsonAnswer(answer) : new Response(null, { status: 204 });
    };
    router.on(route.method, `/v1${route.path}`, handle);
    if (unversioned.test(route.path)) router.on(route.method, route.path, handle);
  }
  router.use(async (c, next) => {
    await ownerOf(c.req.header('authorization'));
    await next();
  });
  return router;
}

async function readBody(c: Context): Promise<RequestBody> {
  if (c.req.method === 'GET') return new RequestBody({});
  if (c.req.header('content-type')?.startsWith('multipart/form-data')) return readForm(await c.req.formData());
  const text = await c.req.text();
  if (text.trim() === '') return new RequestBody({});
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    throw new ApiError(
      400,
      'request_body_invalid',
      'Request body invalid',
      'The request body is not valid JSON, or is nested too deeply.',
    );
  }
  if (isJsonObject(value)) return new RequestBody(value);
  if (Array.isArray(value)) return new RequestBody({}, value);
  throw new ApiError(400, 'request_body_invalid', 'Request body invalid', 'The request body must be a JSON object.');
}

function readForm(form: FormData): RequestBody {
  const fields: Record<string, string> = {};
  const files: Record<string, File> = {};
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = value;
    else files[name] = value;
  }
  return new RequestBody(fields, undefined, files);
}
