import type { Function as FunctionNode, Identifier, Node } from '@babel/types';
import type { NodePath } from '../source/parse-source.js';
import { unwrap } from './options-object.js';
import { routeCallOf } from './routes.js';

const requestName = /^_?(?:req|request)$/i;
const requestType = /\b\w*Request\b|AuthProp\b|SessionProp\b/;

/** Types that say that somebody is signed in. */
export const strictTypes = /RequireAuthProp|StrictAuthProp|RequireSession(?:Claims)?Prop/;

/** The function that a parameter belongs to, if a binding is one. */
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

/** Whether a function is registered as a handler, and its first parameter is therefore the request. */
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

/** Strips type assertions around an expression, outwards. */
export function outermostForm(path: NodePath): NodePath {
  const parent = path.parentPath;
  const isWrapper =
    parent?.isTSNonNullExpression() ||
    parent?.isTSAsExpression() ||
    parent?.isTSTypeAssertion() ||
    parent?.isTSSatisfiesExpression();
  return parent && isWrapper && path.key === 'expression' ? outermostForm(parent) : path;
}

/** The request that an identifier stands for: a parameter that is called or typed like one, or the first one of a handler. */
export interface RequestParameter {
  readonly path: NodePath<FunctionNode>;
  /** The type that the parameter is declared with. */
  readonly type: string;
}

/** The request parameter that an identifier is, if it is one. */
export function requestParameter(path: NodePath, text: (node: Node) => string): RequestParameter | undefined {
  if (!path.isIdentifier()) return undefined;
  const owner = functionOf(path);
  if (!owner) return undefined;
  const type = typeText(owner.path.node.params[owner.index], text);
  const isRequest =
    requestName.test(path.node.name) ||
    requestType.test(type) ||
    (isHandler(owner.path) && owner.index === handlerIndex(owner.path));
  return isRequest ? { path: owner.path, type } : undefined;
}

/** Express error handlers have the request second. */
export function handlerIndex(path: NodePath<FunctionNode>): number {
  return path.node.params.length === 4 ? 1 : 0;
}

/** Whether only the truth of an expression matters where it stands. */
export function isTested(path: NodePath): boolean {
  const parent = path.parentPath;
  if (!parent) return false;
  if (parent.isUnaryExpression({ operator: '!' })) return true;
  if (parent.isLogicalExpression() && parent.node.operator !== '??') return isTested(parent);
  return (
    (parent.isIfStatement() || parent.isConditionalExpression() || parent.isWhileStatement()) && path.key === 'test'
  );
}
