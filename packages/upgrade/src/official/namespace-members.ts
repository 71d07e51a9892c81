import { childOf } from '../clients/child-of.js';
import type { Migration } from '../legacy/migration.js';
import { loadedModule } from '../source/member-name.js';
import { traverse, type NodePath } from '../source/parse-source.js';

/** Packages whose versions before 1.0 had the API of the retired SDK. */
export const firstVersionPackages = /^@clerk\/(?:backend|fastify)$/;

/** Whether an expression is all exports of such a package. */
export function isNamespace(path: NodePath): boolean {
  if (firstVersionPackages.test(loadedModule(path.node) ?? '')) return true;
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name)?.path : undefined;
  if (binding?.isImportNamespaceSpecifier() && binding.parent.type === 'ImportDeclaration')
    return firstVersionPackages.test(binding.parent.source.value);
  if (!binding?.isVariableDeclarator() || binding.node.id.type !== 'Identifier') return false;
  return firstVersionPackages.test(loadedModule(binding.node.init) ?? '');
}

/** All members that a file reads from such a namespace. */
export function namespaceMembers({ file }: Migration): readonly NodePath[] {
  const found: NodePath[] = [];
  const visit = (path: NodePath) => {
    const object = childOf(path, 'object');
    if (object && isNamespace(object)) found.push(path);
  };
  traverse(file.ast, { MemberExpression: visit, OptionalMemberExpression: visit });
  return found;
}
