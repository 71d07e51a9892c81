import type { Node } from '@babel/types';
import type { Migration } from '../legacy/migration.js';
import { isTypeName, roleOf } from '../legacy/role.js';
import { translateApiCalls } from '../legacy/translate-api-calls.js';
import { translateListCalls } from '../legacy/translate-list-calls.js';
import { translateOptions } from '../legacy/translate-options.js';
import { childOf } from '../clients/child-of.js';
import { writeImports } from '../legacy/write-imports.js';
import { loadedModule, memberName, nameOf, propertyName } from '../source/member-name.js';
import { traverse, type NodePath } from '../source/parse-source.js';
import { rangeOf } from '../source/source-file.js';

/** Packages whose versions before 1.0 had the API of the retired SDK. */
const packages = /^@clerk\/(?:backend|fastify)$/;

/** A name that a file imports from such a package. */
interface ImportedName {
  readonly name: string;
  readonly local: string;
  readonly node: Node;
  /** All names of the same declaration. */
  readonly list: readonly Node[];
  readonly path: NodePath;
}

function importedNames({ file }: Migration): readonly ImportedName[] {
  const found: ImportedName[] = [];
  traverse(file.ast, {
    ImportDeclaration: (path) => {
      if (!packages.test(path.node.source.value)) return;
      for (const node of path.node.specifiers) {
        if (node.type !== 'ImportSpecifier') continue;
        found.push({
          name: nameOf(node.imported) ?? '',
          local: node.local.name,
          node,
          list: path.node.specifiers,
          path,
        });
      }
    },
    VariableDeclarator: (path) => {
      const { id, init } = path.node;
      if (id.type !== 'ObjectPattern' || !packages.test(loadedModule(init) ?? '')) return;
      for (const node of id.properties) {
        if (node.type !== 'ObjectProperty' || node.value.type !== 'Identifier') continue;
        found.push({ name: propertyName(node) ?? '', local: node.value.name, node, list: id.properties, path });
      }
    },
  });
  return found;
}

function usesOf({ path, local }: ImportedName): readonly NodePath[] {
  return path.scope.getBinding(local)?.referencePaths ?? [];
}

function reportKey({ file }: Migration, argument: NodePath | undefined): void {
  const properties = argument?.isObjectExpression() ? argument.node.properties : [];
  const key = properties.find((one) => propertyName(one) === 'apiKey');
  if (key) file.report('api-key-renamed', key, 'apiKey');
}

/** `Clerk({ apiKey })` becomes `createClerkClient({ secretKey })`. */
function translateFactory(migration: Migration, imported: ImportedName): void {
  const { file } = migration;
  const isSame = imported.local === imported.name;
  const separator = imported.node.type === 'ObjectProperty' ? ': ' : ' as ';
  if (imported.name === 'Clerk')
    file.replace(imported.node, isSame ? 'createClerkClient' : `createClerkClient${separator}${imported.local}`);
  for (const use of usesOf(imported)) {
    if (imported.name === 'Clerk' && isSame) migration.replaceExpression(use, 'createClerkClient');
    translateCall(migration, use);
  }
}

/** The call that creates a client, without `new` and with the options of now. */
function translateCall(migration: Migration, use: NodePath): void {
  const { file } = migration;
  const call = use.key === 'callee' ? use.parentPath : undefined;
  if (call?.isNewExpression()) file.remove(rangeOf(call.node).start, rangeOf(use.node).start);
  const argument = call?.isCallExpression() || call?.isNewExpression() ? childOf(call, 'arguments.0') : undefined;
  reportKey(migration, argument);
  if (argument) translateOptions(file, argument);
}

/** Whether an expression is all exports of such a package. */
function isNamespace(path: NodePath): boolean {
  if (packages.test(loadedModule(path.node) ?? '')) return true;
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name)?.path : undefined;
  if (binding?.isImportNamespaceSpecifier() && binding.parent.type === 'ImportDeclaration')
    return packages.test(binding.parent.source.value);
  if (!binding?.isVariableDeclarator() || binding.node.id.type !== 'Identifier') return false;
  return packages.test(loadedModule(binding.node.init) ?? '');
}

/** `backend.Clerk({ apiKey })`. @returns whether the file has such a call */
function translateMembers(migration: Migration): boolean {
  let isFound = false;
  traverse(migration.file.ast, {
    MemberExpression: (path) => {
      const object = childOf(path, 'object');
      if (memberName(path.node) !== 'Clerk' || path.node.computed || !object || !isNamespace(object)) return;
      isFound = true;
      migration.file.replace(path.node.property, 'createClerkClient');
      translateCall(migration, path);
    },
  });
  return isFound;
}

/** `verifyToken(token, { apiKey })`, and `register(clerkPlugin, { apiKey })`. */
function translateSecondArgument(migration: Migration, imported: ImportedName): void {
  for (const use of usesOf(imported)) {
    const call = use.parentPath;
    const isCall = use.key === 'callee' || use.listKey === 'arguments';
    const options = isCall && call?.isCallExpression() ? call.get('arguments')[1] : undefined;
    reportKey(migration, options);
    if (options) translateOptions(migration.file, options);
  }
}

/** Functions that are in entries of their own now. @returns the imports that were removed */
function moveNames(migration: Migration, moved: readonly ImportedName[]): ReadonlySet<Node> {
  const { file, needs } = migration;
  const removed = new Set<Node>();
  for (const list of new Set(moved.map((one) => one.list))) {
    const dropped = moved.filter((one) => one.list === list);
    for (const imported of dropped) {
      const role = roleOf(imported.name, '');
      const local = needs.value(imported.name, role.is === 'same' ? role.entry : '');
      for (const use of usesOf(imported)) migration.replaceExpression(use, local);
    }
    const [first] = dropped;
    if (!first) continue;
    if (dropped.length < list.length) file.removeElements(list, new Set(dropped.map(({ node }) => node)));
    else {
      const statement = first.path.isVariableDeclarator() ? first.path.parent : first.path.node;
      removed.add(statement);
      file.removeStatement(statement);
    }
  }
  return removed;
}

/** Whether a file is written for a version before 1.0: by the version of the dependency, or by names that only those had. */
function isFirstVersion(migration: Migration, imported: readonly ImportedName[]): boolean {
  const majors = Object.entries(migration.surroundings.officialMajors ?? {});
  if (imported.some(({ name }) => name === 'Clerk')) return true;
  return imported.length > 0 && majors.some(([name, major]) => packages.test(name) && major === 0);
}

/** Translates code for versions before 1.0 of the official backend and Fastify packages. */
export function translateFirstVersion(migration: Migration): void {
  const imported = importedNames(migration);
  const hasMembers = translateMembers(migration);
  if (!hasMembers && !isFirstVersion(migration, imported)) return;
  for (const one of imported) {
    if (one.name === 'Clerk' || one.name === 'createClerkClient') translateFactory(migration, one);
    if (one.name === 'verifyToken' || one.name === 'clerkPlugin') translateSecondArgument(migration, one);
  }
  const moved = imported.filter(({ name }) => {
    const role = roleOf(name, '');
    return role.is === 'same' && role.entry !== '' && !isTypeName(name);
  });
  const removed = moveNames(migration, moved);
  translateListCalls(migration);
  translateApiCalls(migration);
  writeImports(migration, removed);
}
