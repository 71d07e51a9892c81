import { moduleSpecifiers, type ModuleSpecifier } from './module-specifiers.js';
import { nameOf } from './member-name.js';
import { isLeft, renameModule, type Target } from './rename-module.js';
import { rangeOf, type SourceFile } from './source-file.js';
import { renameTypeReferences } from './type-references.js';

/** The names that an import or a re-export takes from its module. */
function namesOf({ path }: ModuleSpecifier): readonly string[] {
  if (path.isImportDeclaration())
    return path.node.specifiers.flatMap((one) => (one.type === 'ImportSpecifier' ? (nameOf(one.imported) ?? []) : []));
  if (!path.isExportNamedDeclaration()) return [];
  return path.node.specifiers.flatMap((one) => (one.type === 'ExportSpecifier' ? one.local.name : []));
}

/** Replaces only the text between the quotes. */
function rename(file: SourceFile, specifier: ModuleSpecifier, target: Target): void {
  const { literal, value } = specifier;
  if (isLeft(value, namesOf(specifier))) return;
  const renaming = renameModule(value, target);
  if (!renaming) {
    if (value === '@clerk/types' && target !== 'clerk') file.report('types-package', literal);
    return;
  }
  if (renaming.kind === 'unknown-entry') return file.report('subpath-unknown', literal);
  const { start, end } = rangeOf(literal);
  file.overwrite(start + 1, end - 1, renaming.to);
}

const typeImport = /(?:\bimport\(|@import\b[^'"@]*?\bfrom\s*)(["'])(@(?:clerk|acme)\/[\w/-]+)\1(?:\)\s*\.\s*(\w+))?/g;

/** Types that comments import by a `@type` tag with `import()` in it, or by an `@import` tag. */
function renameTypeImports(file: SourceFile, target: Target): void {
  for (const comment of file.ast.comments ?? []) {
    for (const { 0: text, 2: name = '', 3: member = '', index } of comment.value.matchAll(typeImport)) {
      const renaming = isLeft(name, [member]) ? undefined : renameModule(name, target);
      if (renaming?.kind === 'unknown-entry') file.report('subpath-unknown', comment, text);
      if (renaming?.kind !== 'renamed') continue;
      const start = rangeOf(comment).start + 2 + index + text.indexOf(name);
      file.overwrite(start, start + name.length, renaming.to);
    }
  }
}

/** Renames imports of the packages that exist under both scopes. Nothing else changes. */
export function renamePackages(file: SourceFile, target: Target): void {
  for (const specifier of moduleSpecifiers(file.ast)) rename(file, specifier, target);
  renameTypeReferences(file, (name) => {
    const renaming = renameModule(name, target);
    return renaming?.kind === 'renamed' ? renaming.to : undefined;
  });
  renameTypeImports(file, target);
}
