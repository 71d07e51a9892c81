import { isTypeName, roleOf } from '../legacy/role.js';
import type { FindingCode } from '../source/finding.js';
import { loadedModule, nameOf, propertyName } from '../source/member-name.js';
import { moduleSpecifiers } from '../source/module-specifiers.js';
import type { NodePath } from '../source/parse-source.js';
import { legacyPackages } from '../source/rename-module.js';
import type { SourceFile } from '../source/source-file.js';
import type { RemainingUse } from './remaining-use.js';

function isLegacy(specifier: string): boolean {
  return legacyPackages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
}

/** A name without an equivalent, or one of a file that is left for another reason. */
function codeOf(name: string): FindingCode {
  return roleOf(name, '').is === 'unknown' && !isTypeName(name) ? 'name-left' : 'use-left';
}

/** The names that an import takes, each with the name that other findings use for it. */
function namesOf(path: NodePath): readonly RemainingUse[] {
  if (path.isImportDeclaration()) {
    return path.get('specifiers').map((one) => {
      const imported = one.isImportSpecifier() ? nameOf(one.node.imported) : undefined;
      return {
        code: codeOf(imported ?? ''),
        path: one,
        name: imported === 'default' ? one.node.local.name : (imported ?? one.node.local.name),
      };
    });
  }
  const declarator = path.find((one) => one.isVariableDeclarator());
  if (!declarator?.isVariableDeclarator() || loadedModule(declarator.node.init) === undefined) return [];
  const id = declarator.get('id');
  if (!id.isObjectPattern()) return [];
  return id.get('properties').map((one) => {
    const name = propertyName(one.node) ?? '';
    return { code: codeOf(name), path: one, name };
  });
}

/** Imports of the retired SDK that are still in a file. */
export function remainingModules(file: SourceFile): readonly RemainingUse[] {
  return moduleSpecifiers(file.ast).flatMap(({ value, path }): readonly RemainingUse[] => {
    if (!isLegacy(value)) return [];
    const names = namesOf(path);
    return names.length > 0 ? names : [{ code: 'use-left', path, name: value }];
  });
}
