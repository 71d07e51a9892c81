import type { VariableDeclaration } from '@babel/types';
import { loadedModule, propertyName } from '../source/member-name.js';
import { traverse } from '../source/parse-source.js';
import type { SourceFile } from '../source/source-file.js';

/** The names that a file declares or uses, except those whose imports are removed. */
export function declaredNames(file: SourceFile, leaving: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set<string>();
  traverse(file.ast, {
    Program(path) {
      Object.keys(path.scope.globals).forEach((name) => names.add(name));
      Object.keys(path.scope.bindings).forEach((name) => !leaving.has(name) && names.add(name));
    },
    Scope(path) {
      if (!path.isProgram()) Object.keys(path.scope.bindings).forEach((name) => names.add(name));
    },
  });
  return names;
}

/** Names that the file already imports, keyed by kind, module and name. */
export function presentNames(file: SourceFile): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const statement of file.ast.program.body) {
    if (statement.type === 'VariableDeclaration') addRequired(names, statement);
    if (statement.type !== 'ImportDeclaration') continue;
    const isType = statement.importKind === 'type';
    for (const specifier of statement.specifiers) {
      if (specifier.type !== 'ImportSpecifier' || specifier.imported.type !== 'Identifier') continue;
      const kind = isType || specifier.importKind === 'type' ? 'type' : 'value';
      names.set(`${kind} ${statement.source.value} ${specifier.imported.name}`, specifier.local.name);
    }
  }
  return names;
}

/** `const { a, b: c } = require('…')` */
function addRequired(names: Map<string, string>, { declarations }: VariableDeclaration): void {
  for (const { id, init } of declarations) {
    const module = loadedModule(init);
    if (module === undefined || id.type !== 'ObjectPattern') continue;
    for (const property of id.properties) {
      const name = propertyName(property);
      if (property.type !== 'ObjectProperty' || name === undefined || property.value.type !== 'Identifier') continue;
      names.set(`value ${module} ${name}`, property.value.name);
    }
  }
}
