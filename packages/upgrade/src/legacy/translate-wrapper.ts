import type { NodePath } from '../source/parse-source.js';
import { rangeOf } from '../source/source-file.js';
import type { Migration } from './migration.js';
import { translateOptions } from './translate-options.js';
import type { Reference } from './find-references.js';
import { routeCallOf } from './route-call.js';

/** Marks the handler of a wrapper that stays: the old wrapper still sets `req.auth` for it. */
function leaveHandler(migration: Migration, handler: NodePath): void {
  const named = handler.isIdentifier() ? handler.scope.getBinding(handler.node.name)?.path.node : undefined;
  migration.leaveFunction(named?.type === 'VariableDeclarator' && named.init ? named.init : (named ?? handler.node));
}

/** `requireAuth(handler)` on a route: inserts middleware and guard before the handler, which is unchanged. */
export function translateWrapper(migration: Migration, reference: Reference): void {
  const { file, needs, surroundings } = migration;
  const call = reference.path.parentPath;
  const [handler, options] = call?.isCallExpression() && reference.path.key === 'callee' ? call.get('arguments') : [];
  const route = call && routeCallOf(call);
  const isPossible = surroundings.framework === 'express' || surroundings.framework === 'hono';
  if (!call || !handler || !route || reference.role.is !== 'wrapper' || !isPossible) {
    migration.keep(reference);
    if (handler) leaveHandler(migration, handler);
    return file.report('wrapper-left', call?.node ?? reference.path.node);
  }
  if (options) translateOptions(file, options);
  const before = [`${needs.value('clerkMiddleware')}()`, ...(reference.role.strict ? [needs.guard()] : [])];
  if (reference.role.strict) file.report('status-changed', call.node);
  file.overwrite(rangeOf(call.node).start, rangeOf(handler.node).start, `${before.join(', ')}, `);
  file.remove(rangeOf(handler.node).end, rangeOf(call.node).end);
}
