import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'tsdown';
import { expect, it, onTestFinished } from 'vitest';
import { base } from '../../tsdown.base.js';

it('a build over an older one leaves no file of it, though nothing is deleted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'build-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('package.json', '{"type": "module"}');
  const entries = ['one', 'two'].map((name) => {
    write(`${name}.ts`, `export { common as ${name} } from './common.js';\n`);
    return [name, `${name}.ts`] as const;
  });
  const outDir = join(folder, 'dist');
  const buildWith = async (common: string) => {
    write('common.ts', `export const common = () => '${common}';\n`);
    const quiet = { cwd: folder, outDir, clean: false, dts: false, logLevel: 'silent', config: false } as const;
    await build(base({ ...quiet, entry: Object.fromEntries(entries), define: {} }));
    return readdirSync(outDir).sort();
  };
  const first = await buildWith('first');
  expect(first).toEqual(['common-chunk.cjs', 'common-chunk.js', 'one.cjs', 'one.js', 'two.cjs', 'two.js']);
  expect(await buildWith('second')).toEqual(first);
});
