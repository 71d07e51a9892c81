import type { Function as FunctionNode, Identifier, Node } from '@babel/types';
import type { NodePath } from '../source/parse-source.js';
import { unwrap } from './translate-options.js';
import { routeCallOf } from './route-call.js';

const requestName = /^_?(?:req|request)$/i;
const requestType = /\b\w*Request\b|AuthProp\b|SessionProp\b/;

/** Types that declare that somebody is signed in. */
export const strictTypes = /RequireAuthProp|StrictAuthProp|RequireSession(?:Claims)?Prop/;

/** The function whose parameter an identifier is, and the index of that parameter. */
function functionOf(
  identifier: NodePath<Identifier>,
): { readonly path: NodePath<FunctionNode>; readonly index: number } | undefined {
  const binding = identifier.scope.getBinding(identifier.node.name);
  if (binding?.kind !== 'param') return undefined;
  const path = binding.scope.path;
  if (!path.isFunction()) return undefined;
  const index = path.node.params.findIndex((parameter) => bindingOf(parameter) === binding.identifier);
  return index === -1 ? undefined : { path, index };
}

function bindingOf(parameter: Node): Node {
  return parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
}

function typeText(parameter: Node | undefined, text: (node: Node) => string): string {
  return parameter && 'typeAnnotation' in parameter && parameter.typeAnnotation ? text(parameter.typeAnnotation) : '';
}

/** Whether a function is registered as a handler, so that its first parameter is the request. */
export function isHandler(path: NodePath): boolean {
  const listed = path.parentPath?.isArrayExpression() ? path.parentPath : path;
  return routeCallOf(listed) !== undefined;
}

/** The identifier of the request in `req`, `req!`, `(req as any)`. */
export function requestPath(path: NodePath): NodePath | undefined {
  if (path.isIdentifier()) return path;
  if (unwrap(path.node) === path.node) return undefined;
  const inner = path.get('expression');
  return Array.isArray(inner) ? undefined : requestPath(inner);
}

/** The outermost type assertion around an expression. */
export function outermostForm(path: NodePath): NodePath {
  const parent = path.parentPath;
  const isWrapper =
    parent?.isTSNonNullExpression() ||
    parent?.isTSAsExpression() ||
    parent?.isTSTypeAssertion() ||
    parent?.isTSSatisfiesExpression();
  return parent && isWrapper && path.key === 'expression' ? outermostForm(parent) : path;
}

/** A parameter or constant of a function that holds a request: by its name, its type, or its place in a handler. */
export interface RequestParameter {
  readonly path: NodePath<FunctionNode>;
  /** The declared type of the parameter; empty without one. */
  readonly type: string;
  /** Whether it exists only in a block inside of the function. */
  readonly isInBlock: boolean;
}

/** `({ req }) => …` and `const request = context.getRequest()` in the body of a function. */
function namedRequest(path: NodePath<Identifier>, text: (node: Node) => string): RequestParameter | undefined {
  const binding = path.scope.getBinding(path.node.name);
  const owner = binding?.scope.getFunctionParent()?.path;
  if (!binding?.constant || !owner?.isFunction() || !requestName.test(path.node.name)) return undefined;
  const isInBlock = binding.scope.path !== owner;
  if (binding.kind === 'param') return { path: owner, type: '', isInBlock };
  const declarator = binding.path;
  if (!declarator.isVariableDeclarator()) return undefined;
  const { id, init } = declarator.node;
  const type = `${typeText(id, text)} ${init && id.type === 'Identifier' ? text(init) : ''}`;
  return { path: owner, type, isInBlock };
}

/** The request that an identifier refers to. */
export function requestParameter(path: NodePath, text: (node: Node) => string): RequestParameter | undefined {
  if (!path.isIdentifier()) return undefined;
  const owner = functionOf(path);
  if (!owner) return namedRequest(path, text);
  const type = typeText(owner.path.node.params[owner.index], text);
  const isRequest =
    requestName.test(path.node.name) ||
    requestType.test(type) ||
    (isHandler(owner.path) && owner.index === handlerIndex(owner.path));
  return isRequest ? { path: owner.path, type, isInBlock: false } : undefined;
}

/** Index of the request among the parameters: the second one in Express error handlers. */
export function handlerIndex(path: NodePath<FunctionNode>): number {
  return path.node.params.length === 4 ? 1 : 0;
}

/** Whether an expression is only used as a condition. */
export function isTested(path: NodePath): boolean {
  const parent = path.parentPath;
  if (!parent) return false;
  if (parent.isUnaryExpression({ operator: '!' })) return true;
  if (parent.isLogicalExpression() && parent.node.operator !== '??') return isTested(parent);
  return (
    (parent.isIfStatement() || parent.isConditionalExpression() || parent.isWhileStatement()) && path.key === 'test'
  );
}
