import { Hono, type Context } from 'hono';
import type { RequestEnv } from '../controls/request-env.js';
import { readRequestBody, type BodyRules } from '../http/read-request-body.js';
import { accountlessApplicationRoutes } from './instance/accountless-application-routes.js';
import { Created, type BackendRoute } from './backend-route.js';
import { maySeeSecretKey } from '../instance/demo-secret-key.js';
import { jsonAnswer } from '../http/json-answer.js';
import { backendApi } from './backend-api.js';
import { requestPath } from '../http/request-path.js';
import { findKeyOwner } from './key-owner.js';

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

const parameters = ({ route }: NamedRoute) => route.path.split(':').length;

/** A route with the name of the client's method. */
interface NamedRoute {
  readonly name: string;
  readonly route: BackendRoute;
}

/** Fixed paths first: in `/users/count`, `count` is not the id of a user. */
const routes: readonly NamedRoute[] = Object.entries(backendApi)
  .flatMap(([group, methods]) =>
    Object.entries(methods).map(([method, route]): NamedRoute => ({ name: `Backend API: ${group}.${method}`, route })),
  )
  .sort((left, right) => parameters(left) - parameters(right));

/** The Backend API, below `/v1` and, for the routes that clients call so, without it. */
export function backendRouter(): Hono<RequestEnv> {
  const router = new Hono<RequestEnv>({ getPath: requestPath });
  for (const { name, route } of routes) {
    const handle = async (c: Context<RequestEnv>) => {
      const { instance } = c.env;
      if (instance.trace) instance.trace.route = name;
      const query = new URL(c.req.url).searchParams;
      const isOpen = openRoutes.has(route) && maySeeSecretKey(instance, c.env);
      const caller = isOpen
        ? ({ kind: 'instance' } as const)
        : await findKeyOwner(instance, c.req.header('authorization'));
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
    await findKeyOwner(c.env.instance, c.req.header('authorization'));
    await next();
  });
  return router;
}
