import type { Node } from '@babel/types';
import type { Migration } from '../legacy/migration.js';
import { nameOf } from '../source/member-name.js';
import { rangeOf, type SourceFile } from '../source/source-file.js';
import { hasSemicolon } from '../source/statement-range.js';
import { movedEntry } from './moved-entry.js';
import { firstVersionPackages } from './namespace-members.js';

/** A name in `export { name } from '@clerk/backend'`; without a name it is `export *`. */
export interface ReExport {
  readonly name: string | undefined;
  readonly node: Node;
  readonly statement: Node;
  /** The name in the other module, to replace. */
  readonly local: Node;
  readonly isSame: boolean;
}

/** The names that a file exports again from such a package. */
export function reExports({ file }: Migration): readonly ReExport[] {
  const found: ReExport[] = [];
  for (const statement of file.ast.program.body) {
    if (statement.type !== 'ExportNamedDeclaration' && statement.type !== 'ExportAllDeclaration') continue;
    if (!firstVersionPackages.test(statement.source?.value ?? '') || statement.exportKind === 'type') continue;
    if (statement.type === 'ExportAllDeclaration')
      found.push({ name: undefined, node: statement, statement, local: statement, isSame: true });
    else
      for (const node of statement.specifiers) {
        if (node.type !== 'ExportSpecifier')
          found.push({ name: undefined, node: statement, statement, local: node, isSame: true });
        else if (node.exportKind !== 'type')
          found.push({
            name: node.local.name,
            node,
            statement,
            local: node.local,
            isSame: nameOf(node.exported) === node.local.name,
          });
      }
  }
  return found;
}

/** Renames what a file exports again, and reports it: other files call it, maybe with options of the first version. */
export function translateReExports({ file }: Migration, exported: readonly ReExport[]): void {
  const moved = new Map<Node, ReExport[]>();
  for (const one of exported) {
    const { name, node, local, isSame } = one;
    if (name === undefined) continue; // reported as a package that is used as a whole
    if (/^(?:Clerk|createClerkClient|verifyToken|clerkPlugin)$/.test(name)) file.report('options-unseen', node);
    else if (movedEntry(name) !== undefined) moved.set(one.statement, [...(moved.get(one.statement) ?? []), one]);
    if (name === 'Clerk')
      file.replace(isSame ? node : local, isSame ? 'createClerkClient as Clerk' : 'createClerkClient');
  }
  for (const [statement, names] of moved) moveExports(file, statement, names);
}

/** Exports functions again from the entries that have them now. */
function moveExports(file: SourceFile, statement: Node, names: readonly ReExport[]): void {
  if (statement.type !== 'ExportNamedDeclaration') return;
  const { newline } = file.style;
  const end = hasSemicolon(file.text, statement) ? ';' : '';
  const entryOf = ({ name = '' }: ReExport) => movedEntry(name) ?? '';
  const texts = [...new Set(names.map(entryOf))].map((entry) => {
    const list = names.filter((one) => entryOf(one) === entry).map(({ node }) => file.textOf(node));
    return `export { ${list.join(', ')} } from ${file.quoted(`@clerk/backend${entry}`)}${end}`;
  });
  if (names.length === statement.specifiers.length) return file.replace(statement, texts.join(newline));
  file.removeElements(statement.specifiers, new Set(names.map(({ node }) => node)));
  file.edits.appendLeft(rangeOf(statement).end, texts.map((text) => newline + text).join(''));
}
