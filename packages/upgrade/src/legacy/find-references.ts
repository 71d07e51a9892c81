import type { Identifier, Node, ObjectPattern } from '@babel/types';
import { legacyPackages } from '../source/rename-module.js';
import { traverse, type NodePath } from '../source/parse-source.js';
import type { SourceFile } from '../source/source-file.js';
import { roleOf, type Role } from './role.js';
import { loadedModule, memberName, nameOf } from '../source/member-name.js';

/** A name that a file imports from the retired SDK. */
export interface ImportedName {
  /** The exported name; `default` and `*` as in the specification of modules. */
  readonly name: string;
  readonly local: string;
  readonly role: Role;
  readonly isType: boolean;
  /** Specifier or property of the pattern; undefined where the whole declaration is one name. */
  readonly node: Node;
}

/** A declaration that imports names from the retired SDK. */
export interface ImportSite {
  readonly path: NodePath;
  readonly kind: 'import' | 'require';
  readonly specifier: string;
  readonly names: readonly ImportedName[];
  readonly isType: boolean;
}

/** A use of an imported name: an expression, a member of a namespace, or a type. */
export interface Reference {
  readonly imported: ImportedName;
  readonly site: ImportSite;
  readonly role: Role;
  /** The exported name, also if it is used as a member of a namespace. */
  readonly name: string;
  readonly path: NodePath;
  readonly isType: boolean;
}

/** Whether a module is the retired SDK or one of its entries. */
export function isLegacyModule(specifier: string): boolean {
  return legacyPackages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
}

function entryOf(specifier: string): string {
  return specifier.split('/').slice(2).join('/').replace(/^/, '/').replace(/\/$/, '');
}

function importSite(path: NodePath): ImportSite | undefined {
  if (path.isTSImportEqualsDeclaration()) {
    const { moduleReference, id } = path.node;
    if (moduleReference.type !== 'TSExternalModuleReference') return undefined;
    const specifier = moduleReference.expression.value;
    const imported = { name: '*', local: id.name, role: roleOf('*', ''), isType: false, node: path.node };
    return { path, kind: 'require', specifier, names: [imported], isType: false };
  }
  if (!path.isImportDeclaration()) return undefined;
  const specifier = path.node.source.value;
  const isType = path.node.importKind === 'type';
  const names = path.node.specifiers.map((node): ImportedName => {
    const named = node.type === 'ImportSpecifier' ? nameOf(node.imported) : undefined;
    const name = named ?? (node.type === 'ImportDefaultSpecifier' ? 'default' : '*');
    const typeOnly = isType || (node.type === 'ImportSpecifier' && node.importKind === 'type');
    return { name, local: node.local.name, role: roleOf(name, entryOf(specifier)), isType: typeOnly, node };
  });
  return { path, kind: 'import', specifier, names, isType };
}

function patternNames(pattern: ObjectPattern, specifier: string): readonly ImportedName[] | undefined {
  const names: ImportedName[] = [];
  for (const node of pattern.properties) {
    if (node.type !== 'ObjectProperty' || node.computed || node.value.type !== 'Identifier') return undefined;
    const name = nameOf(node.key);
    if (name === undefined) return undefined;
    names.push({ name, local: node.value.name, role: roleOf(name, entryOf(specifier)), isType: false, node });
  }
  return names;
}

/** `const X = require('…')`, `.default`, `.users`, `{ a, b: c }`; the only declarator of its statement. */
function requireSite(path: NodePath): ImportSite | undefined {
  if (!path.isVariableDeclaration() || path.node.declarations.length !== 1) return undefined;
  const [declarator] = path.node.declarations;
  if (!declarator?.init) return undefined;
  const { id, init } = declarator;
  const member = memberName(init);
  const specifier = loadedModule(init.type === 'MemberExpression' && member !== undefined ? init.object : init);
  if (specifier === undefined || !isLegacyModule(specifier)) return undefined;
  if (id.type === 'Identifier') {
    const name = member ?? '*';
    const names = [{ name, local: id.name, role: roleOf(name, entryOf(specifier)), isType: false, node: id }];
    return { path, kind: 'require', specifier, names, isType: false };
  }
  const names = id.type === 'ObjectPattern' && member === undefined ? patternNames(id, specifier) : undefined;
  return names && { path, kind: 'require', specifier, names, isType: false };
}

/** All declarations that import from the retired SDK. */
export function findImportSites(file: SourceFile): readonly ImportSite[] {
  const sites: ImportSite[] = [];
  const add = (site: ImportSite | undefined) => {
    if (site && isLegacyModule(site.specifier)) sites.push(site);
  };
  traverse(file.ast, {
    ImportDeclaration: (path) => add(importSite(path)),
    TSImportEqualsDeclaration: (path) => add(importSite(path)),
    VariableDeclaration: (path) => add(requireSite(path)),
  });
  return sites;
}

const typeParents: ReadonlySet<string> = new Set([
  'TSTypeReference',
  'TSExpressionWithTypeArguments',
  'TSTypeQuery',
  'TSQualifiedName',
]);

/** Every identifier that refers to a binding, also in types, which the scope analysis omits. */
function usesOf(site: ImportSite, local: string): readonly NodePath<Identifier>[] {
  const binding = site.path.scope.getBinding(local);
  const program = site.path.scope.getProgramParent().path;
  const uses: NodePath<Identifier>[] = [];
  program.traverse({
    Identifier(path) {
      if (path.node.name !== local || path.scope.getBinding(local) !== binding) return;
      const { parent } = path;
      if (parent.type === 'TSImportEqualsDeclaration') return;
      if (typeParents.has(parent.type) ? path.key !== 'right' : path.isReferencedIdentifier()) uses.push(path);
      else if (parent.type === 'ExportSpecifier' && path.key === 'local') uses.push(path);
    },
  });
  return [...new Set(uses)];
}

/** The member that a use of a namespace reads. */
function namespaceUse(path: NodePath, site: ImportSite): Pick<Reference, 'role' | 'name' | 'path'> {
  const parent = path.parentPath;
  const isObject = parent && path.key === 'object';
  const member = isObject ? memberName(parent.node) : undefined;
  if (parent && member !== undefined)
    return { role: roleOf(member, entryOf(site.specifier)), name: member, path: parent };
  if (parent?.isTSQualifiedName() && path.key === 'left') {
    const name = parent.node.right.name;
    return { role: roleOf(name, entryOf(site.specifier)), name, path: parent };
  }
  // The old `/instance` entries are CommonJS modules whose value is the class.
  const isClass = entryOf(site.specifier).endsWith('/instance') && !path.parentPath?.isExportSpecifier();
  return { role: { is: isClass ? 'class' : 'unknown' }, name: '*', path };
}

/** Every use of the names of a site. */
export function findReferences(site: ImportSite): readonly Reference[] {
  return site.names.flatMap((imported) =>
    usesOf(site, imported.local).map((path): Reference => {
      const isType = typeParents.has(path.parent.type);
      const plain = { role: imported.role, name: imported.name, path };
      const use = imported.name === '*' ? namespaceUse(path, site) : plain;
      return { imported, site, isType, ...use };
    }),
  );
}
