import type { File } from '@babel/types';
import { embeddedCode } from './embedded-code.js';
import { isTypeScript, parseSource, traverse } from './parse-source.js';
import { SourceFile } from './source-file.js';

/** Whether a file uses `await` outside of functions, which only a module can. */
export function awaitsAtTop(ast: File): boolean {
  let found = false;
  traverse(ast, {
    Function: (path) => path.skip(),
    AwaitExpression: () => void (found = true),
    ForOfStatement: ({ node }) => void (found ||= node.await),
  });
  return found;
}

/**
 * Adds `export {}` to a file that lost its last import and needs to be a module: otherwise its declarations become global,
 * and `declare global` or `await` an error.
 */
export function keepModule(path: string, before: string, after: string): string {
  if (embeddedCode(path, before)) return after;
  const [old, now] = [parseSource(path, before), parseSource(path, after)];
  if (!old.ok || !now.ok || old.ast.program.sourceType !== 'module') return after;
  if (now.ast.program.sourceType === 'module' || now.ast.program.body.length === 0) return after;
  if (!isTypeScript(path, after) && !awaitsAtTop(now.ast)) return after;
  const { style } = new SourceFile(path, before, old.ast);
  const empty = after.endsWith('\n') ? style.newline : style.newline + style.newline;
  return `${after}${empty}export {}${style.semicolon}${style.newline}`;
}
