import type { Comment } from '@babel/types';
import { legacyPackages } from '../source/rename-module.js';
import { rangeOf } from '../source/source-file.js';
import { renameTypeReferences, typeReferences } from '../source/type-references.js';
import type { Migration } from './migration.js';
import { moduleOf } from './module-of.js';
import { isTypeName, roleOf } from './role.js';

const names = legacyPackages.join('|');
const typeImport = new RegExp(`\\bimport\\((["'])(${names})(?:/[\\w/-]+)?\\1\\)(?:\\.(\\w+))?`, 'g');
const typeTag = new RegExp(`@import\\b[^'"@]*?\\bfrom\\s*["'](?:${names})(?:/[\\w/-]+)?["']`, 'g');

/** The module of a type now; undefined if there is no such type. */
function typeModule(migration: Migration, name: string): string | undefined {
  const role = roleOf(name, '');
  if (!isTypeName(name) || role.is !== 'same') return undefined;
  return moduleOf(name, migration.surroundings.framework, role.entry);
}

function translateTypeImports(migration: Migration, comment: Comment): void {
  const { file } = migration;
  const start = rangeOf(comment).start + 2;
  for (const match of comment.value.matchAll(typeImport)) {
    const [text, , module = '', name = ''] = match;
    const to = typeModule(migration, name);
    const at = start + match.index + text.indexOf(module);
    if (to) file.overwrite(at, at + module.length, to);
    else file.report('use-left', comment, text);
  }
  for (const [text] of comment.value.matchAll(typeTag)) file.report('use-left', comment, text);
}

/** Types that comments import, by `@type` or `/// <reference types>`. */
export function translateComments(migration: Migration): void {
  const { file, surroundings } = migration;
  for (const comment of file.ast.comments ?? []) translateTypeImports(migration, comment);
  const isOld = (name: string) => legacyPackages.includes(name);
  if (surroundings.framework === 'express')
    return renameTypeReferences(file, (name) => (isOld(name) ? '@acme/express/env' : undefined));
  for (const { comment, name } of typeReferences(file))
    if (isOld(name)) file.report('use-left', comment, `/// <reference types="${name}" />`);
}
