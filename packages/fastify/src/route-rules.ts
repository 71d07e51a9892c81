import { ConfigurationError, createGuard, type ProtectOptions } from '@acme/backend/adapter';
import { subscribe } from 'node:diagnostics_channel';
import type { FastifyInstance, onRequestHookHandler, RouteOptions } from 'fastify';
import { hookOf, type ProtectHook } from './protect.js';

// Both copies of the package (ESM, CJS) find these.
const watchedKey = Symbol.for('@acme/fastify.watched');
const coveredKey = Symbol.for('@acme/fastify.covered');

type Instance = FastifyInstance & { [watchedKey]?: true; [coveredKey]?: true };

const rules = new WeakMap<object, ProtectHook>();

/**
 * What `config: { clerk }` of a route asks for: a hook; `false` for a route that is not authenticated; undefined if it says nothing.
 * @throws {ConfigurationError} `option_invalid`, `option_unknown`
 */
export function ruleOf(config: object | undefined): ProtectHook | false | undefined {
  if (!config || !('clerk' in config)) return undefined;
  const { clerk: wanted } = config;
  if (wanted === false) return false;
  const isObject = typeof wanted === 'object' && wanted !== null;
  const known = isObject ? rules.get(wanted) : undefined;
  if (known) return known;
  const rule = makeRule(wanted);
  if (isObject) rules.set(wanted, rule);
  return rule;
}

/** @throws {ConfigurationError} `option_invalid`, `option_unknown` */
function makeRule(wanted: unknown): ProtectHook {
  // Everything but an object is refused here.
  return hookOf(createGuard(wanted as ProtectOptions, 'config.clerk of a route (false, or an object)'));
}

/**
 * Fixes what a route asks for when it is added. Several routes may share an object that is changed between them, and Fastify drops what
 * `config` inherits.
 * @returns whether the route asks for something
 */
function fixRule(route: RouteOptions): boolean {
  const { config } = route;
  if (!config || !('clerk' in config)) return false;
  const { clerk: wanted } = config;
  if (wanted === false) return false;
  const rule = makeRule(wanted);
  const fixed: ProtectOptions = Object.freeze({ ...wanted });
  rules.set(fixed, rule);
  route.config = { ...config, clerk: fixed };
  return true;
}

/** Whether the hook of `clerkPlugin` runs for the routes of this scope. Children look like their parents, so only own marks count. */
export function isCovered(scope: FastifyInstance): boolean {
  return Object.hasOwn(scope, coveredKey);
}

function mark(scope: Instance): void {
  Object.defineProperty(scope, coveredKey, { value: true });
}

/** Notes that the hook runs for the routes of this scope, and of all that are made in it from now on. */
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
 * Checks `config: { clerk }` of all routes that are added to an instance or a scope in it: what it asks for at once, and whether a
 * `clerkPlugin` covers the route when the server starts.
 */
export function watchRoutes(instance: Instance): void {
  if (watchedKey in instance) return;
  Object.defineProperty(instance, watchedKey, { value: true });
  let routes: { readonly scope: FastifyInstance; readonly route: RouteOptions }[] = [];
  instance.addHook('onRoute', function rememberRoute(this: FastifyInstance, route) {
    routes.push({ scope: this, route });
    if (!fixRule(route)) return;
    // An application that goes on after its server failed to start must not answer.
    const refuseUncovered: onRequestHookHandler = (_request, _reply, next) => {
      assertCovered(this, route);
      next();
    };
    route.onRequest = [refuseUncovered, ...[route.onRequest ?? []].flat()];
  });
  instance.addHook('onReady', (done) => {
    const all = routes;
    routes = [];
    try {
      // Hooks that came later may have changed what a route says.
      for (const { scope, route } of all) if (ruleOf(route.config)) assertCovered(scope, route);
      done();
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

/**
 * A route can only be found unguarded by somebody who sees it, wherever it is added, and with no plugin registered nothing of ours would
 * run. Fastify announces each server that it makes; from then on its routes are watched.
 * @see {@link https://fastify.dev/docs/latest/Reference/Hooks/#diagnostics-channel-hooks | Diagnostics Channel}
 */
export function watchServers(): void {
  subscribe('fastify.initialization', (message) => watchRoutes((message as { readonly fastify: Instance }).fastify));
}
