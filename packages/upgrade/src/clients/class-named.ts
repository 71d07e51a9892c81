import type { NodePath } from '../source/parse-source.js';
import { childOf, wrapped } from './child-of.js';

/** The class of this file that an expression names, or creates an object of: `Service`, `new Service()`, a variable with either. */
export function classNamed(path: NodePath): NodePath | undefined {
  const inner = wrapped(path);
  if (inner) return classNamed(inner);
  if (path.isClass()) return path;
  if (path.isNewExpression()) {
    const callee = childOf(path, 'callee');
    return callee && classNamed(callee);
  }
  const declared = path.isIdentifier() ? path.scope.getBinding(path.node.name)?.path : undefined;
  if (declared?.isClassDeclaration()) return declared;
  const init = declared?.isVariableDeclarator() ? childOf(declared, 'init') : undefined;
  return init && declared?.node !== path.node && !init.isIdentifier() ? classNamed(init) : undefined;
}
