import type { Node } from '@babel/types';
import { traverse, type NodePath, type Scope } from '../source/parse-source.js';
import { rangeOf, type SourceFile } from '../source/source-file.js';
import type { Migration } from './migration.js';
import { apiNames } from './role.js';
import { childOf } from '../clients/child-of.js';
import { comesFromOther } from './comes-from-other.js';
import { memberName, propertyName } from '../source/member-name.js';

const listMethods: ReadonlySet<string> = new Set([
  'getUserList',
  'getSessionList',
  'getClientList',
  'getInvitationList',
  'getAllowlistIdentifierList',
  'getOrganizationList',
  'getOrganizationMembershipList',
  'getOrganizationInvitationList',
  'getPendingOrganizationInvitationList',
  'getUserOauthAccessToken',
  'getRedirectUrlList',
]);

const lists: ReadonlySet<string> = new Set([...apiNames, 'redirectUrls']);
const pick = '.then(({ data }) => data)';

/** Whether a callee is a method of a sub-API, written as `clerk.users` or as `users`. */
function isApiMember(migration: Migration, object: Node, scope: Scope): boolean {
  const member = memberName(object);
  if (member !== undefined) return lists.has(member);
  if (object.type !== 'Identifier') return false;
  if (lists.has(object.name) || isTakenFromClient(object.name, scope)) return true;
  return migration.references.some(({ role, path }) => role.is === 'api' && path.node === object);
}

/** `const { organizations: orgs } = clerk` */
function isTakenFromClient(name: string, scope: Scope): boolean {
  const binding = scope.getBinding(name);
  const declarator = binding?.path.node;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'ObjectPattern') return false;
  return declarator.id.properties.some((property) => {
    const isIt = property.type === 'ObjectProperty' && property.value === binding?.identifier;
    return isIt && lists.has(propertyName(property) ?? '');
  });
}

/** The call of an old list method whose callee is this member expression. */
function listCall(migration: Migration, callee: NodePath): NodePath | undefined {
  const method = memberName(callee.node);
  const call = callee.parentPath;
  if (method === undefined || !listMethods.has(method) || callee.key !== 'callee' || !call) return undefined;
  const object = 'object' in callee.node ? (callee.node.object as Node) : callee.node; // member expressions have an object
  const owner = childOf(callee, 'object');
  if (owner && comesFromOther(migration, owner)) return undefined;
  return isApiMember(migration, object, callee.scope) ? call : undefined;
}

/** `const list = await …` becomes `const { data: list } = await …`; false if the pattern has a type. */
function destructure(file: SourceFile, declarator: NodePath): boolean {
  if (!declarator.isVariableDeclarator()) return false;
  const { id } = declarator.node;
  if ((id.type !== 'Identifier' && id.type !== 'ArrayPattern') || id.typeAnnotation) return false;
  if (id.type === 'Identifier' && id.name === 'data') {
    file.replace(id, '{ data }');
    return true;
  }
  file.edits.appendLeft(rangeOf(id).start, '{ data: ');
  file.edits.appendRight(rangeOf(id).end, ' }');
  return true;
}

/** End of an expression with the brackets around it. */
function bracketed(file: SourceFile, node: Node): { readonly end: number; readonly has: boolean } {
  const { end } = rangeOf(node);
  const close = node.extra?.parenthesized ? file.text.indexOf(')', end) : -1;
  return close === -1 ? { end, has: false } : { end: close + 1, has: true };
}

/** Whether the code already reads `data` of the result: it was translated before. */
function isTakenApart(result: NodePath, parent: NodePath): boolean {
  if (parent.isVariableDeclarator()) return parent.node.id.type === 'ObjectPattern';
  return result.key === 'object' && memberName(parent.node) === 'data';
}

function translateAwaited(file: SourceFile, awaited: NodePath): void {
  const parent = awaited.parentPath;
  if (!parent || parent.isExpressionStatement() || isTakenApart(awaited, parent)) return;
  if (awaited.key === 'init' && destructure(file, parent)) return;
  const { end, has } = bracketed(file, awaited.node);
  if (!has) file.edits.appendLeft(rangeOf(awaited.node).start, '(');
  file.edits.appendRight(end, has ? '.data' : ').data');
}

/** `.then((list) => …)`: the parameter is destructured, or the function gets the data. */
function translateThen(file: SourceFile, callback: NodePath): boolean {
  if (callback.isIdentifier()) {
    file.replace(callback.node, `({ data }) => ${callback.node.name}(data)`);
    return true;
  }
  if (!callback.isFunction()) return false;
  const [parameter] = callback.node.params;
  if (!parameter || parameter.type === 'ObjectPattern') return true;
  if ((parameter.type !== 'Identifier' && parameter.type !== 'ArrayPattern') || parameter.typeAnnotation) return false;
  const hasBrackets = /[(,]\s*$/.test(file.text.slice(rangeOf(callback.node).start, rangeOf(parameter).start));
  const { start, end } = rangeOf(parameter);
  const isData = parameter.type === 'Identifier' && parameter.name === 'data';
  file.edits.appendLeft(start, `${hasBrackets ? '' : '('}{ ${isData ? '' : 'data: '}`);
  file.edits.appendRight(end, ` }${hasBrackets ? '' : ')'}`);
  return true;
}

function translateList(file: SourceFile, call: NodePath): void {
  const parent = call.parentPath;
  if (parent?.isAwaitExpression()) return translateAwaited(file, parent);
  if (parent?.isExpressionStatement()) return;
  const then = parent && call.key === 'object' && memberName(parent.node) === 'then' ? parent.parentPath : undefined;
  const [callback] = then?.isCallExpression() ? then.get('arguments') : [];
  if (callback && translateThen(file, callback)) return;
  file.edits.appendRight(rangeOf(call.node).end, pick);
}

/** Unwraps the results of list methods, which were arrays before version 5. */
export function translateListCalls(migration: Migration): void {
  if (migration.surroundings.legacyMajor >= 5) return;
  const visit = (path: NodePath) => {
    const call = listCall(migration, path);
    if (call) translateList(migration.file, call);
  };
  traverse(migration.file.ast, { MemberExpression: visit, OptionalMemberExpression: visit });
}
