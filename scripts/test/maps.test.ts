import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

// The maps of the repository name folders and files. If a file moves, the map must follow.

const root = join(import.meta.dirname, '../..');
const maps = [
  'AGENTS.md',
  'CONTRIBUTING.md',
  'docs/architecture.md',
  'packages/emulator/src/README.md',
  ...readdirSync(join(root, 'docs/decisions')).map((name) => `docs/decisions/${name}`),
].filter((path) => existsSync(join(root, path)));

/** Where a path of a map may begin; pages about one package omit its folder. */
const starts = ['.', 'packages', 'packages/backend', 'packages/backend/src', 'packages/emulator/src'];

const isPath = (text: string) => /^\.?[\w-][\w.-]*(?:\/[\w.-]+)+\/?$/.test(text);
const isSourceName = (text: string) => /^[\w-]+(?:\.\w+)?\.(?:ts|mjs)$/.test(text);
/** Names of the recipes' examples, and text that only looks like a path. */
const isExample = (text: string) => /\bnotes?\b|koa|\bpasskey\b|^\w+\/(?:html|json)$/.test(text);

/** Names of source files; lists of files name their folder only once. */
const sourceNames = new Set(
  readdirSync(join(root, 'packages'))
    .map((name) => `packages/${name}`)
    .flatMap((folder) =>
      ['', 'src', 'test'].map((inner) => ({ folder: join(root, folder, inner), recursive: inner !== '' })),
    )
    .concat(['', 'scripts'].map((name) => ({ folder: join(root, name), recursive: false })))
    .filter(({ folder }) => existsSync(folder))
    // With types it does not follow links, of which installed packages of test applications have a million.
    .flatMap(({ folder, recursive }) => readdirSync(folder, { recursive, withFileTypes: true }))
    .map(({ name }) => name),
);

const exists = (text: string, map: string) =>
  isPath(text) ? [...starts, dirname(map)].some((start) => existsSync(join(root, start, text))) : sourceNames.has(text);

/** The code spans of a page that name files or folders. Placeholders (`<group>`, `…`, `*`) are none. */
function filesNamedBy(map: string): readonly string[] {
  const text = readFileSync(join(root, map), 'utf8').replace(/```[\s\S]*?```/g, '');
  return Array.from(text.matchAll(/`([^`\s]+)`/g), ([, span = '']) => span).filter(
    (span) => (isPath(span) || isSourceName(span)) && !isExample(span),
  );
}

describe.each(maps)('%s', (map) => {
  it('names files that exist', () => {
    expect(filesNamedBy(map).filter((path) => !exists(path, map))).toEqual([]);
  });
});

it('finds names on the maps', () => {
  expect(maps.flatMap(filesNamedBy).length).toBeGreaterThan(100);
});
