import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const notWritten = new Set(['api', 'decisions', 'node_modules', 'test', '.vitepress']);

/** Every page that somebody wrote, by its path below `docs`, such as `guides/cors.md`. */
export function readPages(): ReadonlyMap<string, string> {
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !notWritten.has(entry.name))
    .map(({ name }) => join(root, name));
  const below = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const paths = [...readdirSync(root).map((name) => join(root, name)), ...below].filter((path) => path.endsWith('.md'));
  return new Map(paths.sort().map((path) => [relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8')]));
}
