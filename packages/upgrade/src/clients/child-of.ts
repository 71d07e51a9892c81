import type { NodePath } from '../source/parse-source.js';

/** A child of a syntax tree node; undefined if there is none. */
export function childOf(path: NodePath, key: string): NodePath | undefined {
  const parent: { get(key: string): NodePath | NodePath[] } = path;
  const child = parent.get(key);
  return Array.isArray(child) || !child.node ? undefined : child;
}

/** The expression inside assertions, `await`, assignments and sequences. */
export function wrapped(path: NodePath): NodePath | undefined {
  if (path.isAwaitExpression()) return childOf(path, 'argument');
  if (path.isAssignmentExpression()) return childOf(path, 'right');
  if (path.isSequenceExpression()) return path.get('expressions').at(-1);
  const isAssertion =
    path.isTSNonNullExpression() ||
    path.isTSAsExpression() ||
    path.isTSTypeAssertion() ||
    path.isTSSatisfiesExpression() ||
    path.isTypeCastExpression() ||
    path.isParenthesizedExpression();
  return isAssertion ? childOf(path, 'expression') : undefined;
}
