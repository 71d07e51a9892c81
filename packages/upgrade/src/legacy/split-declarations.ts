import { loadedModule } from '../source/member-name.js';
import { traverse } from '../source/parse-source.js';
import { rangeOf, type SourceFile } from '../source/source-file.js';
import { isLegacyModule } from './find-references.js';

function blank(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, (comment) => comment.replace(/[^\n]/g, ' '));
}

/** `const a = require('a'), sdk = require('…'), b = 1`: gives the SDK a declaration of its own, so that it can be replaced. */
export function splitDeclarations(file: SourceFile): void {
  traverse(file.ast, {
    VariableDeclaration: ({ node, parent }) => {
      if (node.declarations.length < 2 || !('body' in parent) || !Array.isArray(parent.body)) return;
      const isOld = node.declarations.map(({ init }) => {
        const loaded = loadedModule(init?.type === 'MemberExpression' ? init.object : init);
        return loaded !== undefined && isLegacyModule(loaded);
      });
      node.declarations.forEach((one, index) => {
        const next = node.declarations[index + 1];
        if (!next || !(isOld[index] || isOld[index + 1])) return;
        const [{ end }, { start }] = [rangeOf(one), rangeOf(next)];
        const comma = end + blank(file.text.slice(end, start)).indexOf(',');
        const from = file.text.slice(end, comma).trim() === '' ? end : comma;
        const space = /^\s*/.exec(file.text.slice(comma + 1, start))?.[0].length ?? 0;
        const lineStart = file.text.lastIndexOf('\n', rangeOf(node).start - 1) + 1;
        const indent = /^\s*/.exec(file.text.slice(lineStart))?.[0] ?? '';
        file.overwrite(from, comma + 1 + space, `${file.style.semicolon}${file.style.newline}${indent}${node.kind} `);
      });
    },
  });
}
