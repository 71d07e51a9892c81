import type { Node } from '@babel/types';
import { memberName, nameOf, propertyName } from '../source/member-name.js';
import { parseSource, traverse, type NodePath } from '../source/parse-source.js';
import { childOf } from './child-of.js';
import { ClientFinder } from './client-finder.js';
import { exportedOf, type ClientExports, type ClientValue, type ExportedClient } from './client-value.js';

/** Reads which exports of a file are clients. */
class ExportReading {
  readonly found: Record<string, ExportedClient> = {};
  readonly #finder: ClientFinder;

  constructor(finder: ClientFinder) {
    this.#finder = finder;
  }

  add(name: string | undefined, value: ClientValue): void {
    const exported = exportedOf(value);
    if (exported && name !== undefined) this.found[name] = exported;
  }

  addNamed(path: NodePath): void {
    if (!path.isExportNamedDeclaration()) return;
    const { source, declaration } = path.node;
    for (const specifier of path.node.specifiers) {
      const exported = nameOf(specifier.exported);
      if (specifier.type === 'ExportNamespaceSpecifier' && source)
        this.add(exported, this.#finder.ofModule(source.value));
      if (specifier.type !== 'ExportSpecifier') continue;
      const { name } = specifier.local;
      this.add(exported, source ? this.#finder.ofImport(source.value, name) : this.#finder.ofName(path, name, 0));
    }
    for (const name of declaration ? declaredNames(declaration) : [])
      this.add(name, this.#finder.ofName(path, name, 0));
  }

  addAll(source: string): void {
    const module = this.#finder.ofModule(source);
    if (module.is === 'module') Object.assign(this.found, module.exports);
    if (module.is === 'sdk')
      for (const name of ['clerkClient', 'createClerkClient', 'requireAuth'])
        this.add(name, this.#finder.ofImport(source, name));
  }

  /** `module.exports = …`, `module.exports.name = …`, `exports.name = …` */
  addAssignment(path: NodePath): void {
    const left = childOf(path, 'left');
    const right = childOf(path, 'right');
    if (!left || !right) return;
    const name = memberName(left.node);
    const object = childOf(left, 'object');
    const isModule = object !== undefined && nameOf(object.node) === 'module' && name === 'exports';
    const isMember =
      object !== undefined && (nameOf(object.node) === 'exports' || memberName(object.node) === 'exports');
    if (isMember) this.add(name, this.#finder.valueOf(right));
    if (!isModule) return;
    if (!right.isObjectExpression()) return this.add('=', this.#finder.valueOf(right));
    for (const property of right.get('properties')) {
      const value = childOf(property, 'value');
      if (value) this.add(propertyName(property.node), this.#finder.valueOf(value));
    }
  }
}

function declaredNames(declaration: Node): readonly string[] {
  if (declaration.type === 'FunctionDeclaration') return declaration.id ? [declaration.id.name] : [];
  if (declaration.type !== 'VariableDeclaration') return [];
  return declaration.declarations.flatMap(({ id }) => {
    if (id.type === 'Identifier') return [id.name];
    const properties = id.type === 'ObjectPattern' ? id.properties : [];
    return properties.flatMap((one) => (one.type === 'ObjectProperty' ? (nameOf(one.value) ?? []) : []));
  });
}

function readExports(path: string, text: string, modules: Readonly<Record<string, ClientExports>>): ClientExports {
  const parsed = parseSource(path, text);
  if (!parsed.ok) return {};
  const finder = new ClientFinder(modules);
  const reading = new ExportReading(finder);
  traverse(parsed.ast, {
    ExportNamedDeclaration: (one) => reading.addNamed(one),
    ExportAllDeclaration: (one) => reading.addAll(one.node.source.value),
    ExportDefaultDeclaration: (one) => {
      const declaration = childOf(one, 'declaration');
      if (declaration) reading.add('default', finder.valueOf(declaration));
    },
    AssignmentExpression: (one) => reading.addAssignment(one),
  });
  return reading.found;
}

/** How a project's files import each other; see `importLinks`. */
type Links = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The modules that a file imports and that export clients, by specifier. */
export function clientModulesOf(
  file: string,
  links: Links,
  exported: ReadonlyMap<string, ClientExports>,
): Readonly<Record<string, ClientExports>> | undefined {
  const modules = [...(links.get(file) ?? [])].flatMap(([specifier, to]) => {
    const exports = exported.get(to);
    return exports ? [[specifier, exports] as const] : [];
  });
  return modules.length > 0 ? Object.fromEntries(modules) : undefined;
}

const mostReadings = 5; // of one file: exports may depend on each other in a circle

/**
 * The exports of a project's files that are clients, through any number of files.
 * @param roots - the files that import an SDK
 * @param importers - by file: the files that import it
 */
export function exportedClients(
  sources: ReadonlyMap<string, string>,
  roots: Iterable<string>,
  links: Links,
  importers: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, ClientExports> {
  const exported = new Map<string, ClientExports>();
  const readings = new Map<string, number>();
  const waiting = [...roots];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const count = (readings.get(file) ?? 0) + 1;
    readings.set(file, count);
    if (count > mostReadings) continue;
    const exports = readExports(file, sources.get(file) ?? '', clientModulesOf(file, links, exported) ?? {});
    const isSame = JSON.stringify(exports) === JSON.stringify(exported.get(file) ?? {});
    if (isSame) continue;
    exported.set(file, exports);
    waiting.push(...(importers.get(file) ?? []));
  }
  return exported;
}
