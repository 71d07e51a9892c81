import type { CallExpression, Node } from '@babel/types';
import type { NodePath } from '../source/parse-source.js';
import { rangeOf } from '../source/source-file.js';
import { Hoisting } from './hoisting.js';
import type { MiddlewareCall } from './middleware-call.js';
import type { Migration } from './migration.js';
import { prependProperties, translateOptions, type OptionsReading } from './translate-options.js';
import { isAlone } from './is-alone.js';
import { isForAllPaths, routeCallOf, takesOneHandler, type RouteCall } from './route-call.js';

function argumentPaths(path: NodePath<CallExpression>): readonly NodePath[] {
  return path.get('arguments');
}

/** Whether an expression is in a list that a registration has as its argument. Code may take one element of other lists. */
function isInListOfRoute({ parentPath }: NodePath): boolean {
  return parentPath?.isArrayExpression() === true && routeCallOf(parentPath) !== undefined;
}

/** Translates calls that create middleware, and their registration. */
export class MiddlewareTranslation {
  readonly #migration: Migration;
  readonly #hoisting: Hoisting;
  #translated = 0;

  constructor(migration: Migration) {
    this.#migration = migration;
    this.#hoisting = new Hoisting(migration);
  }

  /**
   * Translates one call.
   * @returns false if the call cannot be translated and is unchanged
   */
  translate(call: MiddlewareCall): boolean {
    const route = routeCallOf(call.path);
    this.#translated += 1;
    const isInvoked = call.path.key === 'callee';
    const { framework } = this.#migration.surroundings;
    if (framework === 'backend') return false;
    if (isInvoked && framework !== 'express') return false;
    if (isInvoked && call.strict) return this.#translateInvoked(call);
    if (route && takesOneHandler(route)) return false;
    if (framework === 'fastify') return this.#translateForFastify(call, route);
    const { reading, strict } = this.#readOptions(call);
    if (route && this.#hoisting.accepts(route, call, reading)) this.#hoist(call, route, strict);
    else this.#translateInPlace(call, reading, strict);
    return true;
  }

  /** `ClerkExpressRequireAuth()(req, res, next)`: the guard runs after the middleware. */
  #translateInvoked(call: MiddlewareCall): boolean {
    const { file, needs } = this.#migration;
    const outer = call.path.parentPath;
    const [req, res, next, ...others] = outer?.isCallExpression() ? outer.node.arguments : [];
    if (req?.type !== 'Identifier' || res?.type !== 'Identifier' || others.length > 0) return false;
    const isFunction = next?.type === 'ArrowFunctionExpression' || next?.type === 'FunctionExpression';
    if (isFunction && next.params.length > 0) {
      this.#passRefusal(call, req.name, next);
      return true;
    }
    if (next?.type !== 'Identifier') return false;
    const { reading, strict } = this.#readOptions(call);
    file.replace(call.path.node.callee, needs.value('clerkMiddleware'));
    this.#writeArguments(call, reading);
    if (!strict) return true;
    const parameter = file.isTypeScript ? 'error?: unknown' : 'error';
    const guard = `${needs.guard()}(${req.name}, ${res.name}, ${next.name})`;
    file.replace(next, `(${parameter}) => (error ? ${next.name}(error) : ${guard})`);
    return true;
  }

  /** `ClerkExpressRequireAuth()(req, res, (error) => { … })`: the function gets the refusal as before, and decides. */
  #passRefusal(call: MiddlewareCall, req: string, next: Node): void {
    const { file, needs } = this.#migration;
    file.replace(call.path.node.callee, needs.value('clerkMiddleware'));
    this.#writeArguments(call, translateOptions(file, argumentPaths(call.path)[0]));
    const parameter = file.isTypeScript ? 'failure?: unknown' : 'failure';
    const refusal = `${needs.value('getAuth')}(${req}).isAuthenticated ? undefined : new Error('Unauthenticated')`;
    const { start, end } = rangeOf(next);
    file.edits.appendLeft(start, `(${parameter}) => (`);
    file.edits.appendRight(end, `)(failure ?? (${refusal.replaceAll("'", file.style.quote)}))`);
  }

  /** Inserts what was collected in the whole file. */
  finish(): void {
    this.#hoisting.finish();
  }

  #readOptions(call: MiddlewareCall): { readonly reading: OptionsReading; readonly strict: boolean } {
    const reading = translateOptions(this.#migration.file, argumentPaths(call.path)[0]);
    // `strict: false` did not open the strict middlewares.
    const strict = call.strict || reading.strict === true;
    if (strict) this.#reportStatus(call.path.node);
    return { reading, strict };
  }

  #reportStatus(node: Node): void {
    this.#migration.file.report('status-changed', node);
  }

  /** Replaces the old call by `clerkMiddleware(options)`, followed by the guard. */
  #translateInPlace(call: MiddlewareCall, reading: OptionsReading, strict: boolean): void {
    const { file, needs, surroundings } = this.#migration;
    const { start, end } = rangeOf(call.path.node);
    const route = routeCallOf(call.path);
    const isListed = route !== undefined || isInListOfRoute(call.path);
    const isHono = surroundings.framework === 'hono';
    const isOne = strict && !isListed && !isHono;
    file.replace(call.path.node.callee, isOne ? needs.guardMaker() : needs.value('clerkMiddleware'));
    this.#writeArguments(call, reading);
    if (!reading.isEmpty || call.client !== undefined) this.#checkOrder(call, route);
    if (isHono && route) this.#writeHonoPath(call, route);
    if (!strict || isOne) return;
    if (!isListed) file.edits.appendLeft(start, `${needs.combinator()}(`);
    file.edits.appendRight(end, `, ${needs.guard()}${isListed ? '' : ')'}`);
  }

  /** Hono needs a path, and matches `/api` exactly; Express also matches the paths below it. */
  #writeHonoPath(call: MiddlewareCall, route: RouteCall): void {
    const { file } = this.#migration;
    const [first] = route.path.node.arguments;
    if (call.path.key === 0) file.edits.appendLeft(rangeOf(call.path.node).start, `${file.quoted('*')}, `);
    else if (route.method === 'use' && first?.type === 'StringLiteral' && !first.value.endsWith('*')) {
      file.edits.appendLeft(rangeOf(first).end - 1, first.value.endsWith('/') ? '*' : '/*');
    }
  }

  /** Reports that the options may be ignored: only the first middleware a request meets applies its options. */
  #checkOrder({ path }: MiddlewareCall, route: RouteCall | undefined): void {
    const isFirst = this.#translated === 1 && route !== undefined && isForAllPaths(route);
    if (!isFirst && !isAlone(this.#migration, route)) this.#migration.file.report('first-counts', path.node);
  }

  #writeArguments(call: MiddlewareCall, reading: OptionsReading): void {
    const { file } = this.#migration;
    const [first] = call.path.node.arguments;
    const client = call.client === undefined ? undefined : this.#clientProperty(call);
    if (client && reading.object) return prependProperties(file, reading.object, client, reading.isEmpty);
    if (client && first) return this.#spreadInto(first, client);
    const close = rangeOf(call.path.node).end - 1;
    if (client) file.edits.appendLeft(close, `{ ${client} }`);
    else if (reading.isEmpty && first) file.remove(rangeOf(first).start, close);
  }

  /** Writes `{ clerkClient, ...options }` if the options are not an object literal. */
  #spreadInto(argument: Node, client: string): void {
    const { start, end } = rangeOf(argument);
    this.#migration.file.edits.appendLeft(start, `{ ${client}, ...`);
    this.#migration.file.edits.appendRight(end, ' }');
  }

  #clientProperty({ client, path }: MiddlewareCall): string | undefined {
    if (this.#migration.surroundings.framework === 'express') {
      return client === 'clerkClient' ? client : `clerkClient: ${client}`;
    }
    this.#migration.file.report(
      'options-unseen',
      path.node,
      'keys of the client, which the middleware needs as options',
    );
    return undefined;
  }

  #hoist(call: MiddlewareCall, route: RouteCall, strict: boolean): void {
    const { file, needs } = this.#migration;
    this.#hoisting.add(route);
    if (strict) file.replace(call.path.node, needs.guard());
    else this.#removeArgument(route, call.path.node);
  }

  #removeArgument(route: RouteCall, handler: Node): void {
    const list = route.path.node.arguments;
    const next = list[list.findIndex((argument) => argument === handler) + 1];
    const { start, end } = rangeOf(handler);
    this.#migration.file.remove(start, next ? rangeOf(next).start : end);
  }

  #translateForFastify(call: MiddlewareCall, route: RouteCall | undefined): boolean {
    const { file, needs } = this.#migration;
    const isPreHandler = call.path.parent.type === 'ObjectProperty' || call.path.parent.type === 'ArrayExpression';
    if (!route && !(isPreHandler && call.strict)) return false;
    if (route && call.path.key !== (route.method === 'use' ? 0 : 1)) return false;
    const { reading, strict } = this.#readOptions(call);
    if (route?.method !== 'use' && !reading.isEmpty) file.report('option-removed', call.path.node);
    if (!route) file.replace(call.path.node, needs.guard());
    else if (route.method === 'use') this.#registerPlugin(call, route, reading, strict);
    else if (this.#hoisting.accepts(route, call, reading) || strict) this.#hoistForFastify(call, route, strict);
    else this.#removeArgument(route, call.path.node);
    return true;
  }

  #registerPlugin(call: MiddlewareCall, route: RouteCall, reading: OptionsReading, strict: boolean): void {
    const { file, needs } = this.#migration;
    const { callee } = route.path.node;
    const [first] = call.path.node.arguments;
    const { start, end } = rangeOf(call.path.node);
    if (callee.type === 'MemberExpression') file.replace(callee.property, 'register');
    if (call.client !== undefined) this.#clientProperty(call);
    const plugin = needs.value('clerkPlugin');
    if (first && !reading.isEmpty) {
      file.overwrite(start, rangeOf(first).start, `${plugin}, `);
      file.remove(rangeOf(first).end, end);
    } else file.replace(call.path.node, plugin);
    const guard = `${file.style.newline}${route.receiver ?? 'app'}.addHook(${file.quoted('preHandler')}, `;
    const statement = route.path.parent;
    const semicolon = file.terminate('', statement, file.text.length);
    if (strict) file.edits.appendRight(rangeOf(route.path.node).end, `${semicolon}${guard}${needs.guard()})`);
  }

  #hoistForFastify(call: MiddlewareCall, route: RouteCall, strict: boolean): void {
    const { file, needs } = this.#migration;
    if (this.#hoisting.accepts(route, call, undefined)) this.#hoisting.add(route);
    else file.report('middleware-before-routes', call.path.node);
    if (strict) file.replace(call.path.node, `{ preHandler: ${needs.guard()} }`);
    else this.#removeArgument(route, call.path.node);
  }
}
