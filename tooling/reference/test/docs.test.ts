import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { blocksOf, documentedClasses, fillBlocks } from '../src/fill-blocks.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string) => readFileSync(root + path, 'utf8');

describe('generated parts of the documentation', () => {
  it.each([
    'docs/errors.md',
    'docs/options.md',
    'packages/backend/README.md',
    'packages/emulator/README.md',
    'packages/upgrade/README.md',
  ])('%s is up to date, see `pnpm docs:generate`', async (path) => {
    expect(blocksOf(read(path))).not.toEqual([]);
    const options = await resolveConfig(root + path);
    const text = await format(fillBlocks(read(path)), { ...options, filepath: root + path });
    await expect(text).toMatchFileSnapshot(root + path);
  });

  it('explains every error class', () => {
    const blocks = blocksOf(read('docs/errors.md'));
    expect(blocks.flatMap((name) => name.split(' ').slice(1)).sort()).toEqual([...documentedClasses].sort());
    expect(blocks).toContain('findings');
  });
});
