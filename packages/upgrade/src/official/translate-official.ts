import type { CallExpression } from '@babel/types';
import { moduleSpecifiers } from '../source/module-specifiers.js';
import { traverse, type NodePath } from '../source/parse-source.js';
import { rangeOf, type SourceFile } from '../source/source-file.js';
import { AuthUses } from '../legacy/auth-use.js';
import { Migration, type Surroundings } from '../legacy/migration.js';
import { requestParameter } from '../legacy/request-parameter.js';
import { routeCallOf } from '../legacy/route-call.js';
import { writeImports } from '../legacy/write-imports.js';
import { translateFirstVersion } from './translate-first-version.js';
import { memberName, propertyName } from '../source/member-name.js';
import { reportRedirects } from './report-redirects.js';

const express = '@clerk/express';

/** Calls of older backends: sub-API, method, and the method's name now. */
const renamedMethods: readonly (readonly [api: string, method: string, to: string])[] = [
  ['apiKeys', 'verifySecret', 'verify'],
  ['m2m', 'verifyToken', 'verify'],
  ['idPOAuthAccessToken', 'verifyAccessToken', 'verify'],
];

/** Whether an expression is a name that the file imports from the official Express package. */
function isImported(path: NodePath, name: string): boolean {
  if (!path.isIdentifier()) return false;
  const binding = path.scope.getBinding(path.node.name);
  const declaration = binding?.path.parent;
  const specifier = binding?.path.node;
  if (specifier?.type === 'ImportSpecifier' && declaration?.type === 'ImportDeclaration') {
    const imported = specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value;
    return declaration.source.value === express && imported === name;
  }
  if (specifier?.type !== 'VariableDeclarator' || specifier.id.type !== 'ObjectPattern') return false;
  const source = specifier.init?.type === 'CallExpression' ? specifier.init.arguments[0] : undefined;
  const key = specifier.id.properties.find(
    (property) => property.type === 'ObjectProperty' && property.value === binding?.identifier,
  );
  return (
    source?.type === 'StringLiteral' && source.value === express && key !== undefined && propertyName(key) === name
  );
}

/** Removes `enableHandshake`: the handshake is always enabled. */
function dropHandshakeOption(file: SourceFile, call: NodePath<CallExpression>): void {
  for (const argument of call.node.arguments) {
    if (argument.type !== 'ObjectExpression') continue;
    const drop = new Set(argument.properties.filter((property) => propertyName(property) === 'enableHandshake'));
    if (drop.size === 0) continue;
    const isAll = drop.size === argument.properties.length;
    if (isAll && call.node.arguments.length === 1) file.remove(rangeOf(argument).start, rangeOf(argument).end);
    else file.removeElements(argument.properties, drop);
  }
}

/** `clerkMiddleware(handler, options)` of 1.0: the handler is registered after the middleware. */
function moveHandler(file: SourceFile, call: NodePath<CallExpression>): void {
  const [handler, options] = call.get('arguments');
  const isHandler = handler?.isFunction() || (handler?.isIdentifier() && options !== undefined);
  if (!handler || !isHandler || !routeCallOf(call)) return;
  const { start, end } = rangeOf(handler.node);
  if (options) file.remove(end, rangeOf(options.node).start);
  const close = rangeOf(call.node).end;
  file.edits.appendLeft(close, ', ');
  file.edits.move(start, end, close);
}

function translateMiddleware(file: SourceFile, path: NodePath): void {
  const call = path.parentPath;
  if (path.key !== 'callee' || !call?.isCallExpression()) return;
  const [first] = call.get('arguments');
  const isCallback = first?.isFunction() && first.node.params.length < 2;
  if (!isCallback) moveHandler(file, call);
  dropHandshakeOption(file, call);
}

/** `app.use(requireAuth)` of 1.0 was the middleware itself. */
function callRequireAuth(file: SourceFile, path: NodePath): void {
  if (!routeCallOf(path)) return;
  file.edits.appendRight(rangeOf(path.node).end, '()');
}

function renameMethod(file: SourceFile, path: NodePath): void {
  if (!path.isMemberExpression() || path.key !== 'callee') return;
  const api = memberName(path.node.object);
  const method = memberName(path.node);
  const found = renamedMethods.find(([fromApi, from]) => api === fromApi && method === from);
  if (found) file.replace(path.node.property, found[2]);
}

/** `req.auth.userId` of 1.x. `req.auth()` still works and is left. */
function translateProperty(migration: Migration, uses: AuthUses, path: NodePath): void {
  if (memberName(path.node) !== 'auth' || path.key === 'callee' || path.key === 'left') return;
  const object = path.get('object');
  if (Array.isArray(object) || !object.isIdentifier()) return;
  const owner = requestParameter(object, (node) => migration.file.textOf(node));
  if (!owner) return;
  const base = `${migration.needs.value('getAuth')}(${object.node.name})`;
  uses.rewrite({ path, kind: 'auth', base, isStrict: false });
}

/** Translates code for older versions of the official packages. Code for the current versions is left. */
export function translateOfficial(file: SourceFile, surroundings: Surroundings): void {
  const modules = moduleSpecifiers(file.ast).map(({ value }) => value);
  const { guardModules } = surroundings;
  if (!guardModules && !modules.some((name) => /^@clerk\/(?:backend|express|fastify|hono)(?:\/|$)/.test(name))) return;
  const migration = new Migration(file, { ...surroundings, framework: 'express' }, '@clerk');
  const uses = new AuthUses(migration);
  const isExpress = modules.includes(express);
  if (isExpress || guardModules) reportRedirects(file, guardModules);
  traverse(file.ast, {
    Identifier(path) {
      if (!isExpress || !path.isReferencedIdentifier()) return;
      if (isImported(path, 'clerkMiddleware')) translateMiddleware(file, path);
      else if (isImported(path, 'requireAuth')) callRequireAuth(file, path);
    },
    MemberExpression(path) {
      renameMethod(file, path);
      if (memberName(path.node) === 'samlAccounts') file.report('api-changed', path.node);
      if (isExpress) translateProperty(migration, uses, path);
    },
    OptionalMemberExpression(path) {
      if (isExpress) translateProperty(migration, uses, path);
    },
  });
  translateFirstVersion(new Migration(file, { ...surroundings, framework: 'backend', legacyMajor: 4 }, '@clerk'));
  writeImports(migration);
}
