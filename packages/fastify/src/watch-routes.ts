import { ConfigurationError, createGuard, type GuardOptions } from '@acme/backend/adapter';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { subscribe } from 'node:diagnostics_channel';
import { requestStates } from './get-auth.js';
import { hookOf, type ProtectHook } from './protect.js';

// Both copies of the package (ESM, CJS) find it.
const watched = Symbol.for('@acme/fastify.watched');

const rules = new WeakMap<object, ProtectHook>();

/** @throws {ConfigurationError} `option_invalid` for everything but an object, `option_unknown` */
const createRule = (required: unknown) =>
  hookOf(createGuard(required as GuardOptions, 'config.clerk of a route (false, or an object)'));

/** What `config: { clerk }` of a route requires: a hook; `false` for a route that is not authenticated; undefined if it has none. */
export function ruleOf(config: object | undefined): ProtectHook | false | undefined {
  if (!config || !('clerk' in config)) return undefined;
  const { clerk } = config as { readonly clerk: false | object };
  if (clerk === false) return clerk;
  const rule = rules.get(clerk) ?? createRule(clerk);
  rules.set(clerk, rule);
  return rule;
}

/** Whether the hook of `clerkPlugin` runs for the routes of a scope. A scope inherits hooks and properties of requests when it is made. */
export const isCovered = (scope: FastifyInstance): boolean => scope.hasRequestDecorator(requestStates.key);

/**
 * Checks `config: { clerk }` of all routes that are added to an instance or a scope in it: what it requires at once, and whether a
 * `clerkPlugin` covers the route when the server starts.
 */
export function watchRoutes(instance: FastifyInstance): void {
  if (instance.hasDecorator(watched)) return;
  instance.decorate(watched, true);
  instance.addHook('onRoute', function watchRoute(this: FastifyInstance, route) {
    const findFault = () => (ruleOf(route.config) && !isCovered(this) ? notCovered(route) : undefined);
    // When the server is ready: hooks that came later may have changed what the route requires.
    this.addHook('onReady', (done) => done(findFault()));
    const { config, onRequest = [] } = route;
    if (!config || !('clerk' in config) || config.clerk === false) return;
    // A copy: several routes may share an object that is changed between them, and Fastify drops what `config` inherits.
    const rule = createRule(config.clerk);
    const clerk: GuardOptions = Object.freeze({ ...config.clerk });
    rules.set(clerk, rule);
    route.config = { ...config, clerk };
    // An application that goes on after its server failed to start must not answer.
    route.onRequest = [(_request, _reply, done) => done(findFault()), ...[onRequest].flat()];
  });
}

const notCovered = ({ method, url }: RouteOptions) =>
  new ConfigurationError(
    'middleware_missing',
    `The route ${String(method)} ${url} has config.clerk, but no clerkPlugin covers it, so that nothing would guard it. Register the plugin before the scope of the route is made: await fastify.register(clerkPlugin) at the top of the application.`,
  );

// Fastify announces each server that it makes: a route with a rule must be noticed also where no plugin is registered.
subscribe('fastify.initialization', (message) =>
  watchRoutes((message as { readonly fastify: FastifyInstance }).fastify),
);
