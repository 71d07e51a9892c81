import type { Framework } from '../source/rename-module.js';

/** The code of a framework's guard, and its type. */
interface Guard {
  readonly type: string;
  readonly typeModule: string;
  readonly parameters: string;
  readonly isAsync: boolean;
  readonly body: readonly string[];
}

const unauthorized = "{ error: 'Unauthorized' }";

const guards: Readonly<Partial<Record<Framework, Guard>>> = {
  express: {
    type: 'RequestHandler',
    typeModule: 'express',
    parameters: 'req, res, next',
    isAsync: false,
    body: ['if (GETAUTH(req).isAuthenticated) return next();', `res.status(401).json(${unauthorized});`],
  },
  fastify: {
    type: 'preHandlerAsyncHookHandler',
    typeModule: 'fastify',
    parameters: 'request, reply',
    isAsync: true,
    body: [`if (!GETAUTH(request).isAuthenticated) return reply.code(401).send(${unauthorized});`],
  },
  hono: {
    type: 'MiddlewareHandler',
    typeModule: 'hono',
    parameters: 'c, next',
    isAsync: true,
    body: [`if (!GETAUTH(c).isAuthenticated) return c.json(${unauthorized}, 401);`, 'await next();'],
  },
};

/** The guard of a framework, which answers 401 if nobody is signed in. @throws {TypeError} if there is no framework */
export function guardOf(framework: Framework): Guard {
  const guard = guards[framework];
  if (!guard) throw new TypeError(`There is no guard for ${framework}.`);
  return guard;
}
