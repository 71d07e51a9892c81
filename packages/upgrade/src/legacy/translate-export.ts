import type { ExportNamedDeclaration, ExportSpecifier, Node } from '@babel/types';
import type { Reference } from './find-references.js';
import type { Migration } from './migration.js';
import { exportsClient, moduleOf } from './module-of.js';
import { isTypeName, roleOf } from './role.js';

/** What an exported name of the retired SDK is called in the new packages, and where; undefined if it has no equivalent. */
interface NewName {
  readonly name: string;
  readonly entry: string;
  readonly isType: boolean;
}

function newNameOf(migration: Migration, name: string): NewName | undefined {
  const role = roleOf(name, '');
  if (role.is === 'same') return { name, entry: role.entry, isType: isTypeName(name) };
  const isClient = role.is === 'client' && exportsClient(migration.surroundings.framework);
  return isClient ? { name: 'clerkClient', entry: '', isType: false } : undefined;
}

function exportedName(specifier: ExportSpecifier): string {
  return specifier.exported.type === 'Identifier' ? specifier.exported.name : specifier.exported.value;
}

function isTypeExport(specifier: ExportSpecifier, declaration: Node): boolean {
  const isType = declaration.type === 'ExportNamedDeclaration' && declaration.exportKind === 'type';
  return isType || specifier.exportKind === 'type';
}

/** `export { clerkClient }` and `export type { User }` of an imported name. */
export function translateExport(migration: Migration, reference: Reference, client: () => string): void {
  const { needs, file } = migration;
  const specifier = reference.path.parent;
  const declaration = reference.path.parentPath?.parent;
  if (specifier.type !== 'ExportSpecifier' || !declaration) return;
  // Without a framework the file declares its client, and can export it.
  const ownClient =
    reference.role.is === 'client' && migration.surroundings.framework === 'backend'
      ? { name: 'clerkClient', entry: '', isType: false }
      : undefined;
  const to = reference.imported.name === '*' ? undefined : (ownClient ?? newNameOf(migration, reference.name));
  if (!to || (to.isType && !file.isTypeScript)) {
    migration.keep(reference);
    return file.report('re-export-left', specifier);
  }
  const isClient = to.name === 'clerkClient';
  const local = isClient ? client() : to.isType ? needs.type(to.name, to.entry) : needs.value(to.name, to.entry);
  const exported = exportedName(specifier);
  const isWholeType = declaration.type === 'ExportNamedDeclaration' && declaration.exportKind === 'type';
  const keyword = to.isType && !isWholeType ? 'type ' : '';
  file.replace(specifier, `${keyword}${local === exported ? local : `${local} as ${exported}`}`);
}

/** `export … from` the retired SDK: one statement for each module that has the names now. */
export function translateReExport(migration: Migration, node: Node): void {
  const { file } = migration;
  const texts = node.type === 'ExportNamedDeclaration' ? reExports(migration, node) : undefined;
  if (!texts) return file.report('re-export-left', node);
  const semicolon = file.textOf(node).endsWith(';') ? ';' : '';
  file.replace(node, texts.map((text) => text + semicolon).join(file.style.newline));
}

function reExports(migration: Migration, node: ExportNamedDeclaration): readonly string[] | undefined {
  const { file, surroundings } = migration;
  const groups = new Map<string, string[]>();
  for (const specifier of node.specifiers) {
    if (specifier.type !== 'ExportSpecifier') return undefined;
    const to = newNameOf(migration, specifier.local.name);
    if (!to || (to.isType && !file.isTypeScript)) return undefined;
    const exported = exportedName(specifier);
    const keyword = node.exportKind !== 'type' && (to.isType || isTypeExport(specifier, node)) ? 'type ' : '';
    const text = `${keyword}${to.name === exported ? exported : `${to.name} as ${exported}`}`;
    const module = moduleOf(to.name, surroundings.framework, to.entry);
    groups.set(module, [...(groups.get(module) ?? []), text]);
  }
  const kind = node.exportKind === 'type' ? 'type ' : '';
  return [...groups].map(([module, names]) => `export ${kind}{ ${names.join(', ')} } from ${file.quoted(module)}`);
}
