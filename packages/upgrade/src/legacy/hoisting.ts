import type { Node } from '@babel/types';
import type { NodePath } from '../source/parse-source.js';
import { placeBefore } from '../source/attached-comments.js';
import { rangeOf } from '../source/source-file.js';
import type { MiddlewareCall } from './middleware-call.js';
import type { Migration } from './migration.js';
import type { OptionsReading } from './translate-options.js';
import { usesOwnOptions } from './uses-own-options.js';
import { isForAllPaths, routeCallOf, statementBesideReceiver, type RouteCall } from './route-call.js';

/** Registers the middleware once on an app or router that had it on each route. */
export class Hoisting {
  readonly #migration: Migration;
  /** By the declaration of the app or router: its first statement that needs the middleware before it. */
  readonly #first = new Map<Node, { readonly statement: NodePath; readonly receiver: string }>();

  readonly #ownOptions: boolean;

  constructor(migration: Migration) {
    this.#migration = migration;
    this.#ownOptions = usesOwnOptions(migration);
  }

  /** Whether a call on a route can be replaced by one for all routes: it has no options, and the app is created in this file. */
  accepts(route: RouteCall, call: MiddlewareCall, reading: OptionsReading | undefined): boolean {
    const plain = (reading?.isEmpty ?? true) && call.client === undefined && !this.#ownOptions;
    return plain && route.method !== 'use' && statementBesideReceiver(route) !== undefined;
  }

  /** Marks a route that needs the middleware before it. */
  add(route: RouteCall): void {
    const statement = statementBesideReceiver(route);
    const declaration =
      route.receiver === undefined ? undefined : route.path.scope.getBinding(route.receiver)?.path.node;
    if (!statement || !declaration || route.receiver === undefined) return;
    const known = this.#first.get(declaration);
    if (known && rangeOf(known.statement.node).start <= rangeOf(statement.node).start) return;
    this.#first.set(declaration, { statement, receiver: route.receiver });
  }

  finish(): void {
    for (const { statement, receiver } of this.#first.values()) {
      if (!this.#isRegisteredBefore(statement.node, receiver)) this.#insert(statement.node, receiver);
    }
  }

  /** Whether the file already registers the middleware for all paths above the route. */
  #isRegisteredBefore(statement: Node, receiver: string): boolean {
    return this.#migration.references.some((reference) => {
      const call = reference.path.parentPath;
      const route = call && reference.path.key === 'callee' ? routeCallOf(call) : undefined;
      const isMiddleware = reference.role.is === 'middleware' && route?.receiver === receiver && isForAllPaths(route);
      return isMiddleware && rangeOf(route.path.node).end <= rangeOf(statement).start;
    });
  }

  #insert(statement: Node, receiver: string): void {
    const { file, needs, surroundings } = this.#migration;
    const start = placeBefore(file.text, file.ast, statement);
    const indent = /[ \t]*$/.exec(file.text.slice(0, start))?.[0] ?? '';
    const call = `${needs.value(surroundings.framework === 'fastify' ? 'clerkPlugin' : 'clerkMiddleware')}`;
    const registration = {
      express: `use(${call}())`,
      fastify: `register(${call})`,
      hono: `use(${file.quoted('*')}, ${call}())`,
      backend: '', // nothing is registered without a framework
    }[surroundings.framework];
    const ended = file.terminate(
      `${receiver}.${registration}`,
      statement,
      file.text[start] === ';' ? start : rangeOf(statement).start,
    );
    file.edits.appendRight(start, `${ended}${file.style.newline}${indent}`);
    file.report('middleware-hoisted', statement, `${receiver}.${registration}`);
  }
}
