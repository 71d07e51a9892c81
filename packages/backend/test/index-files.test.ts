import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { writeIndexFiles } from './index-files.js';

const files = Object.entries(await writeIndexFiles());

describe('files that only list what other files export', () => {
  it.each(files)('%s has all of it, otherwise run `pnpm index:generate`', async (path, text) => {
    const filepath = fileURLToPath(new URL(`../src/${path}`, import.meta.url));
    const formatted = await format(text, { ...(await resolveConfig(filepath)), filepath });
    await expect(formatted).toMatchFileSnapshot(filepath);
  });
});
