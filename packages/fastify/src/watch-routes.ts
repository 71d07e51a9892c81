import { ConfigurationError, createGuard, type ProtectOptions } from '@acme/backend/adapter';
import { subscribe } from 'node:diagnostics_channel';
import type { FastifyInstance, onRequestHookHandler, RouteOptions } from 'fastify';
import { hookOf, type ProtectHook } from './protect.js';

// Both copies of the package (ESM, CJS) find these.
const watchedKey = Symbol.for('@acme/fastify.watched');
const coveredKey = Symbol.for('@acme/fastify.covered');

const rules = new WeakMap<object, ProtectHook>();

/** @throws {ConfigurationError} `option_invalid` for everything but an object, `option_unknown` */
function createRule(asked: unknown): ProtectHook {
  return hookOf(createGuard(asked as ProtectOptions, 'config.clerk of a route (false, or an object)'));
}

/**
 * What `config: { clerk }` of a route requires: a hook; `false` for a route that is not authenticated; undefined if it has none.
 * @throws {ConfigurationError} `option_invalid`, `option_unknown`
 */
export function ruleOf(config: object | undefined): ProtectHook | false | undefined {
  if (!config || !('clerk' in config)) return undefined;
  const { clerk: asked } = config as { readonly clerk: false | object };
  if (asked === false) return false;
  const rule = rules.get(asked) ?? createRule(asked);
  rules.set(asked, rule);
  return rule;
}

/**
 * Copies what a route requires when it is added. Several routes may share an object that is changed between them, and Fastify drops what
 * `config` inherits.
 * @returns whether the route has a rule
 */
function fixRule(route: RouteOptions): boolean {
  const { config } = route;
  if (!config || !('clerk' in config) || config.clerk === false) return false;
  const rule = createRule(config.clerk);
  const fixed: ProtectOptions = Object.freeze({ ...config.clerk });
  rules.set(fixed, rule);
  route.config = { ...config, clerk: fixed };
  return true;
}

/** Whether the hook of `clerkPlugin` runs for the routes of this scope. A child inherits from its parent, so only own marks count. */
export function isCovered(scope: FastifyInstance): boolean {
  return Object.hasOwn(scope, coveredKey);
}

const mark = (scope: FastifyInstance, key = coveredKey) => void Object.defineProperty(scope, key, { value: true });

/** Marks a scope, and all that are made in it from now on, as one for whose routes the hook runs. */
export function cover(scope: FastifyInstance): void {
  mark(scope);
  scope.addHook('onRegister', (child) => mark(child));
}

function assertCovered(scope: FastifyInstance, { method, url }: RouteOptions): void {
  if (isCovered(scope)) return;
  throw new ConfigurationError(
    'middleware_missing',
    `The route ${String(method)} ${url} has config.clerk, but no clerkPlugin covers it, so that nothing would guard it. Register the plugin before the scope of the route is made: await fastify.register(clerkPlugin) at the top of the application.`,
  );
}

/**
 * Checks `config: { clerk }` of all routes that are added to an instance or a scope in it: what it requires at once, and whether a
 * `clerkPlugin` covers the route when the server starts.
 */
export function watchRoutes(instance: FastifyInstance): void {
  if (watchedKey in instance) return;
  mark(instance, watchedKey);
  const checks: (() => void)[] = [];
  instance.addHook('onRoute', function watchRoute(this: FastifyInstance, route) {
    // Read when the server is ready: hooks that came later may have changed what the route requires.
    checks.push(() => ruleOf(route.config) && assertCovered(this, route));
    if (!fixRule(route)) return;
    // An application that goes on after its server failed to start must not answer.
    const refuseUncovered: onRequestHookHandler = (_request, _reply, next) => {
      assertCovered(this, route);
      next();
    };
    route.onRequest = [refuseUncovered, ...[route.onRequest ?? []].flat()];
  });
  instance.addHook('onReady', (done) => {
    try {
      for (const check of checks.splice(0)) check();
      done();
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

/**
 * Watches the routes of every server, because a route with a rule must be noticed also where no plugin is registered. Fastify announces
 * each server that it makes.
 * @see {@link https://fastify.dev/docs/latest/Reference/Hooks/#diagnostics-channel-hooks | Diagnostics Channel}
 */
export function watchServers(): void {
  subscribe('fastify.initialization', (message) =>
    watchRoutes((message as { readonly fastify: FastifyInstance }).fastify),
  );
}
