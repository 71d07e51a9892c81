import type { CallExpression, Expression, Node } from '@babel/types';
import type { NodePath } from '../source/parse-source.js';
import { memberName } from '../source/member-name.js';

const verbs = 'all get post put patch delete del options head';
const routeMethods: ReadonlySet<string> = new Set(['use', ...verbs.split(' ')]);

/** A call that registers handlers: `app.use(…)`, `router.get(…)`, `router.route('/x').post(…)`. */
export interface RouteCall {
  readonly path: NodePath<CallExpression>;
  readonly method: string;
  /** The variable that the method is called on, if it is one. */
  readonly receiver: string | undefined;
}

/** The registration that an expression is a handler of. */
export function routeCallOf(handler: NodePath): RouteCall | undefined {
  const path = handler.parentPath;
  if (handler.listKey !== 'arguments' || !path?.isCallExpression()) return undefined;
  const { callee } = path.node;
  const method = memberName(callee);
  if (method === undefined || !routeMethods.has(method) || callee.type !== 'MemberExpression') return undefined;
  return { path, method, receiver: callee.object.type === 'Identifier' ? callee.object.name : undefined };
}

/**
 * Whether a registration takes only one handler, with requests and responses of plain Node.js: that of `connect`, and of servers that
 * contain one. A guard beside the middleware would be ignored there, and could not answer as in Express.
 */
export function takesOneHandler({ path, receiver, method }: RouteCall): boolean {
  const { callee } = path.node;
  if (method !== 'use' || callee.type !== 'MemberExpression') return false;
  const name = memberName(callee.object);
  if (name === 'engine' || name === 'middlewares') return true; // Socket.IO, Vite
  const declarator = receiver === undefined ? undefined : path.scope.getBinding(receiver)?.path;
  return declarator?.isVariableDeclarator() === true && calleeText(declarator.node.init) === 'connect';
}

const factories = /^(?:express|fastify|Fastify|Router|express\.Router|Hono)$/;

function calleeText(node: Expression | Node | null | undefined): string | undefined {
  if (node?.type !== 'CallExpression' && node?.type !== 'NewExpression') return undefined;
  const { callee } = node;
  if (callee.type === 'Identifier') return callee.name;
  const member = memberName(callee);
  if (member === undefined || callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier')
    return undefined;
  return `${callee.object.name}.${member}`;
}

/** The statement of a registration, if it is in the same block as the declaration of its app or router. */
export function statementBesideReceiver(call: RouteCall): NodePath | undefined {
  const statement = call.path.parentPath;
  const binding = call.receiver === undefined ? undefined : call.path.scope.getBinding(call.receiver);
  const declarator = binding?.path;
  if (!statement?.isExpressionStatement() || !declarator?.isVariableDeclarator()) return undefined;
  if (!factories.test(calleeText(declarator.node.init) ?? '')) return undefined;
  return declarator.parentPath?.parent === statement.parent ? statement : undefined;
}

/** Whether a handler is registered for all paths: `app.use(handler)`. */
export function isForAllPaths(call: RouteCall): boolean {
  const [first] = call.path.node.arguments;
  return call.method === 'use' && first?.type !== 'StringLiteral' && first?.type !== 'TemplateLiteral';
}

/** Whether a route is registered on an app that is created beside it. Before a router, other middleware may run. */
export function isOnApp(call: RouteCall): boolean {
  const declarator = call.receiver === undefined ? undefined : call.path.scope.getBinding(call.receiver)?.path;
  if (statementBesideReceiver(call) === undefined || !declarator?.isVariableDeclarator()) return false;
  return !/Router$/.test(calleeText(declarator.node.init) ?? '');
}
