import { describe, expect, it } from 'vitest';
import { filesOf, variantsOf, variantsOfText } from '../.vitepress/code-variants.js';
import { readBlocks } from '../.vitepress/read-blocks.js';
import { readPages } from '../.vitepress/read-pages.js';

const blocks = [...readPages()].flatMap(([page, text]) => readBlocks(page, text).map((block) => ({ page, ...block })));
const code = blocks.filter(({ language }) => /^(?:m?[jt]sx?|(?:type|java)script)$/.test(language));

describe('a block in both languages', () => {
  it('loses its types, and files have the other name', async () => {
    const source = `// src/app.ts
import type { A } from 'a';
import { b } from './b.ts';

export async function c(d: A): Promise<void> {
  await b(d as never);
}`;
    expect(await variantsOf('ts', source)).toEqual({
      typescript: source,
      javascript: `// src/app.js
import { b } from './b.js';

export async function c(d) {
  await b(d);
}`,
    });
  });

  it('of JavaScript differs in the names of files only', async () => {
    const source = `// server.mjs\nimport { app } from './app.mjs';\nimport cors from 'cors';`;
    expect(await variantsOf('js', source)).toEqual({
      javascript: source,
      typescript: source.replaceAll('.mjs', '.mts'),
    });
  });

  it('is there for every block, except what JavaScript cannot say', async () => {
    const without = [];
    for (const { page, line, language, code: text } of code) {
      if ((await variantsOf(language, text)) === undefined) without.push(`${page}:${String(line)}\n${text}`);
    }
    // Declarations of types, and decorators, which JavaScript does not have yet.
    expect(without.filter((text) => !/^\/\/ src\/env\.d\.ts$|^ *@[A-Z]\w+\(|^declare global/m.test(text))).toEqual([]);
    expect(without.length).toBeLessThan(8);
  });

  it('names the other file in commands and configuration', () => {
    const files = filesOf(['// server.mjs\nx;', '// src/worker.js\ny;']);
    expect(variantsOfText('sh', 'npx @acme/emulator exec -- node server.mjs\n', files)).toEqual({
      typescript: '# Node.js 22.18 or newer runs TypeScript itself.\nnpx @acme/emulator exec -- node server.mts',
      javascript: 'npx @acme/emulator exec -- node server.mjs',
    });
    expect(variantsOfText('jsonc', '{ "main": "src/worker.js" }', files)?.typescript).toBe(
      '{ "main": "src/worker.ts" }',
    );
    expect(variantsOfText('sh', 'npm test', files)).toBeUndefined();
    expect(variantsOfText('text', 'server.mjs', files)).toBeUndefined();
  });
});
