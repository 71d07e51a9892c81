import type { Node, ObjectPattern } from '@babel/types';
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

/** Whether a member expression is an old list method. */
function isListMethod(migration: Migration, member: NodePath): boolean {
  const method = memberName(member.node);
  if (method === undefined || !listMethods.has(method)) return false;
  const object = childOf(member, 'object');
  return (
    object !== undefined && !comesFromOther(migration, object) && isApiMember(migration, object.node, member.scope)
  );
}

/** Whether a pattern takes `data` of the result: it was translated before. Lists had no such member. */
function takesData(pattern: Node): boolean {
  if (pattern.type !== 'ObjectPattern') return false;
  return pattern.properties.some((one) => /^(?:data|totalCount)$/.test(propertyName(one) ?? ''));
}

/** `const list = await …` becomes `const { data: list } = await …`; false if the pattern has a type. */
function destructure(file: SourceFile, declarator: NodePath): boolean {
  if (!declarator.isVariableDeclarator()) return false;
  const { id } = declarator.node;
  if (!/^(?:Identifier|ArrayPattern|ObjectPattern)$/.test(id.type) || ('typeAnnotation' in id && id.typeAnnotation))
    return false;
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
  if (parent.isVariableDeclarator()) return takesData(parent.node.id);
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
  if (!parameter || takesData(parameter)) return true;
  if (!/^(?:Identifier|ArrayPattern|ObjectPattern)$/.test(parameter.type)) return false;
  if ('typeAnnotation' in parameter && parameter.typeAnnotation) return false;
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

/** `expect(users.getUserList)`: a test reads which calls were made, not their results. */
function isExpected({ parent }: NodePath): boolean {
  return parent.type === 'CallExpression' && parent.callee.type === 'Identifier' && parent.callee.name === 'expect';
}

/** `const { getUserList } = clerk.users` and `const { users: { getUserList } } = clerk` */
function reportTaken(migration: Migration, pattern: NodePath<ObjectPattern>): void {
  const declarator = pattern.findParent((path) => !path.isObjectPattern() && !path.isObjectProperty());
  const init = declarator?.isVariableDeclarator() ? childOf(declarator, 'init') : undefined;
  if (!init || comesFromOther(migration, init)) return;
  const isApi =
    pattern.parentPath === declarator
      ? isApiMember(migration, init.node, pattern.scope)
      : lists.has(propertyName(pattern.parent) ?? '');
  if (!isApi) return;
  for (const property of pattern.node.properties)
    if (listMethods.has(propertyName(property) ?? '')) migration.file.report('api-changed', property);
}

/** Unwraps the results of list methods, which were arrays before version 5, and reports methods that are passed on. */
export function translateListCalls(migration: Migration): void {
  if (migration.surroundings.legacyMajor >= 5) return;
  const visit = (path: NodePath) => {
    if (!isListMethod(migration, path)) return;
    const { parentPath } = path;
    if (path.key === 'callee' && parentPath) translateList(migration.file, parentPath);
    // Whatever calls the function gets an object instead of a list.
    else if (!isExpected(path)) migration.file.report('api-changed', path.node);
  };
  traverse(migration.file.ast, {
    MemberExpression: visit,
    OptionalMemberExpression: visit,
    ObjectPattern: (path) => reportTaken(migration, path),
  });
}
