import { Hono, type Context } from 'hono';
import type { Instance } from '../instance/instance.js';
import { readRequestBody, type BodyRules } from '../http/read-request-body.js';
import { accountlessApplicationRoutes } from './instance/accountless-application-routes.js';
import { Created, type BackendRoute } from './backend-route.js';
import type { Caller } from '../http/listen.js';
import { maySeeSecretKey } from '../instance/demo-secret-key.js';
import { jsonAnswer } from '../http/json-answer.js';
import { backendApi } from './backend-api.js';
import { keyOwnerFinder } from './key-owner.js';

/** Forms carry files; everything else is read as JSON, whatever its content type. */
const bodyRules: BodyRules = {
  formatOf: (contentType) => (contentType.startsWith('multipart/form-data') ? 'multipart' : 'json'),
  acceptsLists: true,
};

/** Routes the client calls without the version segment. */
const unversioned = /^\/(api_keys|m2m_tokens|oauth_applications\/access_tokens)(\/|$)/;

/** True for paths of the Backend API. */
export function isBackendApiPath(path: string): boolean {
  return path === '/v1' || path.startsWith('/v1/') || unversioned.test(path);
}

/** Routes that need no key: an application that has none yet calls them to get one. */
const openRoutes: ReadonlySet<BackendRoute> = new Set(Object.values(accountlessApplicationRoutes));

/** The Backend API, below `/v1` and, for the routes that clients call so, without it. */
export function backendRouter(instance: Instance): Hono<{ Bindings: Caller }> {
  const router = new Hono<{ Bindings: Caller }>();
  const ownerOf = keyOwnerFinder(instance);
  // Fixed paths first: in `/users/count`, `count` is not the id of a user.
  const routes = Object.values(backendApi).flatMap((group) => Object.values(group));
  const parameters = (path: string) => path.split(':').length;
  for (const route of [...routes].sort((left, right) => parameters(left.path) - parameters(right.path))) {
    const handle = async (c: Context<{ Bindings: Caller }>) => {
      const query = new URL(c.req.url).searchParams;
      const isOpen = openRoutes.has(route) && maySeeSecretKey(instance, c.env);
      const caller = isOpen ? ({ kind: 'instance' } as const) : await ownerOf(c.req.header('authorization'));
      instance.countCall();
      const answer = await route.answer(instance, c.req.param(), {
        query,
        caller,
        body: await readRequestBody(c, bodyRules),
      });
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
