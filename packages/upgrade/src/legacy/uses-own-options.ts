import type { Node } from '@babel/types';
import { traverse, type NodePath } from '../source/parse-source.js';
import type { Migration } from './migration.js';
import { memberName, propertyName } from '../source/member-name.js';

const forgotten: ReadonlySet<string | undefined> = new Set(['onError', 'strict']);
const methods = /^express(?:With|Require)(?:Auth|Session)$/;

function hasOptions(argument: Node | undefined): boolean {
  if (argument?.type !== 'ObjectExpression') return argument !== undefined;
  return argument.properties.some((property) => !forgotten.has(propertyName(property)));
}

function firstArgument(callee: NodePath): Node | undefined {
  const call = callee.parentPath;
  return callee.key === 'callee' && call?.isCallExpression() ? call.node.arguments[0] : undefined;
}

/**
 * Whether a file authenticates some requests with their own options or client. A single middleware before all routes would then replace
 * them, because the first middleware of a request wins.
 */
export function usesOwnOptions(migration: Migration): boolean {
  const { references, file } = migration;
  if (references.some(({ role, path }) => role.is === 'middleware' && hasOptions(firstArgument(path)))) return true;
  if (references.some(({ role }) => role.is === 'middleware-factory')) return true;
  const singletons = new Set(references.filter(({ role }) => role.is === 'client').map(({ path }) => path.node));
  let found = false;
  traverse(file.ast, {
    MemberExpression(path) {
      if (!methods.test(memberName(path.node) ?? '')) return;
      found ||= !singletons.has(path.node.object) || hasOptions(firstArgument(path));
    },
  });
  return found;
}
