import type { Node } from '@babel/types';
import type { Migration } from '../legacy/migration.js';
import { nameOf } from '../source/member-name.js';
import { movedEntry } from './moved-entry.js';
import { firstVersionPackages } from './namespace-members.js';

/** A name in `export { name } from '@clerk/backend'`; without a name it is `export *`. */
export interface ReExport {
  readonly name: string | undefined;
  readonly node: Node;
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
      found.push({ name: undefined, node: statement, local: statement, isSame: true });
    else
      for (const node of statement.specifiers) {
        if (node.type !== 'ExportSpecifier')
          found.push({ name: undefined, node: statement, local: node, isSame: true });
        else if (node.exportKind !== 'type')
          found.push({
            name: node.local.name,
            node,
            local: node.local,
            isSame: nameOf(node.exported) === node.local.name,
          });
      }
  }
  return found;
}

/** Renames what a file exports again, and reports it: other files call it, maybe with options of the first version. */
export function translateReExports({ file }: Migration, exported: readonly ReExport[]): void {
  for (const { name, node, local, isSame } of exported) {
    if (name === undefined || /^(?:Clerk|createClerkClient|verifyToken|clerkPlugin)$/.test(name))
      file.report('options-unseen', node);
    else if (movedEntry(name) !== undefined) file.report('re-export-left', node);
    if (name === 'Clerk')
      file.replace(isSame ? node : local, isSame ? 'createClerkClient as Clerk' : 'createClerkClient');
  }
}
