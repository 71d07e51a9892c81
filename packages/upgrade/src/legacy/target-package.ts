import type { Target } from '../source/packages.js';

/** A framework that code of the retired SDK can be moved to. */
export type Framework = Exclude<Target, 'clerk'>;

/** What the guard of a framework looks like, and the type that makes it one. */
interface Guard {
  readonly type: string;
  readonly typeModule: string;
  readonly parameters: string;
  readonly isAsync: boolean;
  readonly body: readonly string[];
}

const unauthorized = "{ error: 'Unauthorized' }";

/** The guard that answers 401 to whoever is not signed in. */
export const guards: Readonly<Record<Framework, Guard>> = {
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

/** The module that a name comes from; hono's package has only what hono needs. */
export function moduleOf(name: string, framework: Framework, entry = ''): string {
  if (entry) return `@acme/backend${entry}`;
  const own = framework !== 'hono' || name === 'clerkMiddleware' || name === 'getAuth';
  return own ? `@acme/${framework}` : '@acme/backend';
}
