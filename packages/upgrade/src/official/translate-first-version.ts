import type { Node } from '@babel/types';
import type { Migration } from '../legacy/migration.js';
import { translateApiCalls } from '../legacy/translate-api-calls.js';
import { translateListCalls } from '../legacy/translate-list-calls.js';
import { translateOptions } from '../legacy/translate-options.js';
import { childOf } from '../clients/child-of.js';
import { writeImports } from '../legacy/write-imports.js';
import { memberName, nameOf, propertyName } from '../source/member-name.js';
import { traverse, type NodePath } from '../source/parse-source.js';
import { rangeOf, type SourceFile } from '../source/source-file.js';
import { movedEntry } from './moved-entry.js';
import { firstVersionPackages, isNamespace, namespaceMembers } from './namespace-members.js';
import { reExports, translateReExports } from './re-exports.js';

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
      if (!firstVersionPackages.test(path.node.source.value)) return;
      for (const node of path.node.specifiers) {
        if (node.type === 'ImportNamespaceSpecifier') continue;
        // The default export was the same function.
        found.push({
          name: node.type === 'ImportSpecifier' ? (nameOf(node.imported) ?? '') : 'Clerk',
          local: node.local.name,
          node,
          list: path.node.specifiers,
          path,
        });
      }
    },
    VariableDeclarator: (path) => {
      const { id } = path.node;
      const init = childOf(path, 'init');
      if (id.type !== 'ObjectPattern' || !init || !isNamespace(init)) return;
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
    renameFactory(file, imported, isSame ? 'createClerkClient' : `createClerkClient${separator}${imported.local}`);
  for (const use of usesOf(imported)) {
    const isExported = use.parentPath?.isExportSpecifier() && nameOf(use.parentPath.node.exported) === imported.local;
    if (imported.name === 'Clerk' && isSame)
      migration.replaceExpression(use, isExported ? 'createClerkClient as Clerk' : 'createClerkClient');
    translateCall(migration, use);
  }
}

/** Imports the factory under its name of now, in place of the default export too. */
function renameFactory(file: SourceFile, { node, list }: ImportedName, text: string): void {
  const names = list.flatMap((one) => (one.type === 'ImportSpecifier' ? [nameOf(one.imported)] : []));
  if (text === 'createClerkClient' && names.includes(text)) return file.removeElements(list, new Set([node]));
  if (node.type !== 'ImportDefaultSpecifier') return file.replace(node, text);
  const next = list[1];
  if (next?.type !== 'ImportSpecifier') return file.replace(node, `{ ${text} }`);
  file.overwrite(rangeOf(node).start, rangeOf(next).start, `{ ${text}, `);
}

/** The call that creates a client, without `new` and with the options of now. */
function translateCall(migration: Migration, use: NodePath): void {
  const { file } = migration;
  const call = use.key === 'callee' ? use.parentPath : undefined;
  if (!call && !use.find((one) => one.isTSType())) file.report('options-unseen', use.parent);
  if (call?.isNewExpression()) file.remove(rangeOf(call.node).start, rangeOf(use.node).start);
  const argument = call?.isCallExpression() || call?.isNewExpression() ? childOf(call, 'arguments.0') : undefined;
  reportKey(migration, argument);
  if (argument) translateOptions(file, argument);
}

/** `backend.Clerk({ apiKey })`, `backend.verifyToken(token, { apiKey })`, `backend.decodeJwt(token)`. */
function translateMember(migration: Migration, path: NodePath): void {
  const { file, needs } = migration;
  const name = memberName(path.node);
  if (name === undefined) return; // reported as a package that is used as a whole
  const property = childOf(path, 'property');
  if ((name === 'Clerk' || name === 'default') && property)
    file.replace(property.node, property.isStringLiteral() ? file.quoted('createClerkClient') : 'createClerkClient');
  if (/^(?:Clerk|default|createClerkClient)$/.test(name)) translateCall(migration, path);
  if (name === 'verifyToken' || name === 'clerkPlugin') translateOptionsOfUse(migration, path);
  const entry = movedEntry(name);
  if (entry !== undefined) migration.replaceExpression(path, needs.value(name, entry));
}

/** `verifyToken(token, { apiKey })`, and `register(clerkPlugin, { apiKey })`. */
function translateOptionsOfUse(migration: Migration, use: NodePath): void {
  const call = use.parentPath;
  const isCall = use.key === 'callee' || use.listKey === 'arguments';
  const options = isCall && call?.isCallExpression() ? call.get('arguments')[1] : undefined;
  reportKey(migration, options);
  if (options) translateOptions(migration.file, options);
  else if (!isCall && !use.find((one) => one.isTSType())) migration.file.report('options-unseen', use.parent);
}

/** Functions that are in entries of their own now. @returns the imports that were removed */
function moveNames(migration: Migration, moved: readonly ImportedName[]): ReadonlySet<Node> {
  const { file, needs } = migration;
  const removed = new Set<Node>();
  for (const list of new Set(moved.map((one) => one.list))) {
    const dropped = moved.filter((one) => one.list === list);
    for (const imported of dropped) {
      const local = needs.value(imported.name, movedEntry(imported.name) ?? '');
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
function isFirstVersion(migration: Migration, used: readonly { readonly name: string | undefined }[]): boolean {
  const all = Object.entries(migration.surroundings.officialMajors ?? {});
  const majors = all.filter(([name]) => firstVersionPackages.test(name)).map(([, major]) => major);
  if (used.some(({ name }) => name === 'Clerk')) return true;
  const hasMoved = used.some(({ name }) => name !== undefined && movedEntry(name) !== undefined);
  return (majors.length === 0 && hasMoved) || (used.length > 0 && majors.includes(0));
}

/** Translates code for versions before 1.0 of the official backend and Fastify packages. */
export function translateFirstVersion(migration: Migration): void {
  const imported = importedNames(migration);
  const members = namespaceMembers(migration);
  const exported = reExports(migration);
  const names = [...imported, ...exported, ...members.map((path) => ({ name: memberName(path.node) }))];
  if (!isFirstVersion(migration, names)) return;
  for (const path of members) translateMember(migration, path);
  translateReExports(migration, exported);
  for (const one of imported) {
    if (one.name === 'Clerk' || one.name === 'createClerkClient') translateFactory(migration, one);
    if (one.name === 'verifyToken' || one.name === 'clerkPlugin')
      for (const use of usesOf(one)) translateOptionsOfUse(migration, use);
  }
  const moved = imported.filter(({ name }) => movedEntry(name) !== undefined);
  const removed = moveNames(migration, moved);
  translateListCalls(migration);
  translateApiCalls(migration);
  writeImports(migration, removed);
}
