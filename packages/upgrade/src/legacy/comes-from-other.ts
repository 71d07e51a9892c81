import type { Node } from '@babel/types';
import { childOf, wrapped } from '../clients/child-of.js';
import { loadedModule, memberName } from '../source/member-name.js';
import type { NodePath } from '../source/parse-source.js';
import { isLegacyModule } from './find-references.js';
import type { Migration } from './migration.js';

/** Whether a module is a package that is not translated here: its lists are what this file already reads. */
function isOther(module: string, { surroundings }: Migration): boolean {
  const isFirst = (surroundings.officialMajors?.[module] ?? 0) === 0;
  if (/^@clerk\/(?:backend|fastify)$/.test(module) && isFirst) return false;
  return isLegacyModule(module) || /^@(?:clerk|acme)\//.test(module);
}

/** Whether an expression is taken from an import that stays, such as one of `@clerk/nextjs`, or one that could not be translated. */
export function comesFromOther(migration: Migration, path: NodePath): boolean {
  const module = loadedModule(path.node);
  if (module !== undefined) return isOther(module, migration);
  if (isTranslated(migration, path.node)) return false;
  const inner = wrapped(path) ?? childOf(path, 'object') ?? childOf(path, 'callee');
  if (inner) return comesFromOther(migration, inner);
  if (!path.isIdentifier()) return false;
  if (migration.isKept(path.node.name)) return true;
  const { kind, scope, path: binding } = path.scope.getBinding(path.node.name) ?? {};
  const promise = kind === 'param' && scope ? promiseBefore(scope.path) : undefined;
  if (promise) return comesFromOther(migration, promise);
  if (binding?.parent.type === 'ImportDeclaration') return isOther(binding.parent.source.value, migration);
  const init = binding?.isVariableDeclarator() ? childOf(binding, 'init') : undefined;
  return init !== undefined && comesFromOther(migration, init);
}

/** The promise whose `then` calls a function: `import('…').then(({ users }) => …)`. */
function promiseBefore(callback: NodePath): NodePath | undefined {
  const call = callback.listKey === 'arguments' ? callback.parentPath : undefined;
  const callee = call && childOf(call, 'callee');
  return callee && memberName(callee.node) === 'then' ? childOf(callee, 'object') : undefined;
}

function isTranslated({ references }: Migration, node: Node): boolean {
  return references.some(({ path, role }) => path.node === node && role.is !== 'unknown');
}
