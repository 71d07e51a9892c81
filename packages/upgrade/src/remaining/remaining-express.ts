import { moduleSpecifiers } from '../source/module-specifiers.js';
import type { NodePath } from '../source/parse-source.js';
import type { Framework } from '../source/rename-module.js';
import type { SourceFile } from '../source/source-file.js';
import type { RemainingUse } from './remaining-use.js';

function isOnlyTypes(path: NodePath): boolean {
  if (!path.isImportDeclaration()) return false;
  const { importKind, specifiers } = path.node;
  if (importKind === 'type') return true;
  return (
    specifiers.length > 0 && specifiers.every((one) => one.type === 'ImportSpecifier' && one.importKind === 'type')
  );
}

/**
 * Express in a file whose middleware is that of another framework now. Handlers that ask who is signed in are reported where they do; this
 * is for files without any.
 */
export function remainingExpress(file: SourceFile, framework: Framework): readonly RemainingUse[] {
  if (framework === 'express' || framework === 'backend' || /\bgetAuth\b/.test(file.text)) return [];
  const modules = moduleSpecifiers(file.ast);
  if (!modules.some(({ value }) => value === `@acme/${framework}`)) return [];
  const express = modules.find(({ value, path }) => value === 'express' && !isOnlyTypes(path));
  return express ? [{ code: 'handler-shape', path: express.path, name: 'express' }] : [];
}
