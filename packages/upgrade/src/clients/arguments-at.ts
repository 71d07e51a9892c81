import { nameOf } from '../source/member-name.js';
import type { NodePath } from '../source/parse-source.js';

/** The arguments that calls in this file pass for a parameter. */
export function argumentsAt(owner: NodePath, index: number): readonly NodePath[] {
  const name = owner.isFunctionDeclaration() ? owner.node.id?.name : undefined;
  const variable = owner.parentPath?.isVariableDeclarator() ? nameOf(owner.parentPath.node.id) : undefined;
  const binding = owner.parentPath?.scope.getBinding(name ?? variable ?? '');
  return (binding?.referencePaths ?? []).flatMap((use) => {
    const call = use.key === 'callee' ? use.parentPath : undefined;
    const argument = call?.isCallExpression() ? call.get('arguments')[index] : undefined;
    return argument ? [argument] : [];
  });
}
