import type { Function as FunctionNode } from '@babel/types';
import { childOf } from '../clients/child-of.js';
import { memberName } from '../source/member-name.js';
import { traverse, type NodePath } from '../source/parse-source.js';
import type { SourceFile } from '../source/source-file.js';

/** The arguments of a call; none for other code. */
export function argumentsOf(path: NodePath): readonly NodePath[] {
  const { node } = path;
  const isCall =
    node.type === 'CallExpression' || node.type === 'OptionalCallExpression' || node.type === 'NewExpression';
  return isCall ? node.arguments.flatMap((_, index) => childOf(path, `arguments.${index}`) ?? []) : [];
}

/** The function whose `this` and `arguments` an expression uses. */
export function ownerOfThis(path: NodePath): NodePath<FunctionNode> | undefined {
  const owner = path.findParent((one) => one.isFunction() && !one.isArrowFunctionExpression());
  return owner?.isFunction() ? owner : undefined;
}

/** The place where a variable is declared. */
export function targetOf(path: NodePath): NodePath | undefined {
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  if (!binding) return undefined;
  if (binding.path.node === binding.identifier) return binding.path;
  let target: NodePath | undefined;
  binding.path.traverse({
    Identifier(one) {
      if (one.node === binding.identifier) target = one;
    },
  });
  return target;
}

/** The uses of the variable that a declaration or an assignment gives its value to. */
export function referencesOf(path: NodePath, key: 'id' | 'left'): readonly NodePath[] {
  const name = childOf(path, key);
  if (!name?.isIdentifier()) return [];
  return path.scope.getBinding(name.node.name)?.referencePaths ?? [];
}

/** All member expressions of a file, by the name of the member. */
export function membersOf(file: SourceFile): ReadonlyMap<string, readonly NodePath[]> {
  const members = new Map<string, NodePath[]>();
  const visit = (path: NodePath) => {
    const name = memberName(path.node);
    if (name !== undefined) members.set(name, [...(members.get(name) ?? []), path]);
  };
  traverse(file.ast, { MemberExpression: visit, OptionalMemberExpression: visit });
  return members;
}

/** The elements of a list; undefined for holes. */
export function elementsOf(list: NodePath): readonly (NodePath | undefined)[] {
  if (!list.isArrayExpression()) return [];
  return list.node.elements.map((_, index) => childOf(list, `elements.${index}`));
}
