import type { Node } from '@babel/types';
import { traverse, type NodePath } from '../source/parse-source.js';
import { rangeOf, type SourceFile } from '../source/source-file.js';
import { renamedVariables } from '../source/renamed-variables.js';
import { memberName, propertyName } from '../source/member-name.js';

function isEnvironment(file: SourceFile, node: Node | null | undefined): boolean {
  return node ? /^(?:process|import\.meta|Bun)\.env$/.test(file.textOf(node)) : false;
}

function renameIn(file: SourceFile, path: NodePath): void {
  const name = memberName(path.node);
  const to = name === undefined ? undefined : renamedVariables.get(name);
  if (name === undefined || !path.isMemberExpression()) return;
  if (!isEnvironment(file, path.node.object)) return;
  if (name === 'CLERK_LOGGING') file.report('variable-gone', path.node);
  if (!to) return;
  const { property, computed } = path.node;
  file.replace(property, computed ? file.quoted(to) : to);
}

/** `const { CLERK_API_KEY } = process.env` */
function renameInPattern(file: SourceFile, path: NodePath): void {
  if (!path.isVariableDeclarator() || path.node.id.type !== 'ObjectPattern') return;
  if (!isEnvironment(file, path.node.init)) return;
  for (const property of path.node.id.properties) {
    const to = renamedVariables.get(propertyName(property) ?? '');
    if (!to || property.type !== 'ObjectProperty') continue;
    if (property.shorthand) file.edits.appendLeft(rangeOf(property).start, `${to}: `);
    else file.replace(property.key, to);
  }
}

/** Renames environment variables in code. */
export function renameEnvironmentUses(file: SourceFile): void {
  const visit = (path: NodePath) => renameIn(file, path);
  traverse(file.ast, { MemberExpression: visit, VariableDeclarator: (path) => renameInPattern(file, path) });
}
