import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../src/', import.meta.url));

/** The layers, lowest first: a file imports only from its own layer or from a lower one. */
const layers: readonly (readonly string[])[] = [
  ['wire'],
  ['errors.ts'],
  [
    'base64.ts',
    'clean-key.ts',
    'client-settings.ts',
    'identity-of.ts',
    'is-loopback.ts',
    'json-depth.ts',
    'options.ts',
    'publishable-key.ts',
    'maybe-promise.ts',
    'remember-environment.ts',
    'remember-last.ts',
    'service.ts',
    'weak-settings.ts',
  ],
  ['crypto'],
  ['token'],
  ['rest'],
  ['webhook'],
  ['request', 'proxy'],
  ['types'],
  ['node-http'],
  ['client.ts', 'lazy-client.ts', 'decorate-with-resources.ts', 'verify-machine-auth-token.ts'],
];

/** Re-exports for users; nobody inside imports them. `errors.ts` is door and layer. */
const doors = new Set(
  ['index', 'internal', 'jwt', 'webhooks', 'proxy', 'wire', 'types', 'adapter', 'node-http', 'endpoints', 'rest'].map(
    (name) => `${name}.ts`,
  ),
);

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'));

/** Files of this package that a file imports or re-exports, types included. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return Array.from(text.matchAll(/from '(\.[^']+)\.js'|import\('(\.[^']+)\.js'\)/g), ([, from, dynamic]) =>
    relative(root, join(root, dirname(file), `${from ?? dynamic}.ts`)).replaceAll('\\', '/'),
  );
}

const layerOf = (file: string) => layers.findIndex((layer) => layer.includes(file.split('/')[0] ?? ''));
const inside = files.filter((file) => !doors.has(file));

describe('the layers of the package', () => {
  it('every file belongs to one', () => {
    expect(inside.filter((file) => layerOf(file) < 0)).toEqual([]);
  });

  it.each(inside)('%s imports downwards only, and no door', (file) => {
    const wrong = importsOf(file).filter((imported) => doors.has(imported) || layerOf(imported) > layerOf(file));
    expect(wrong).toEqual([]);
  });

  it('no file imports itself, over however many others', () => {
    const graph = new Map(files.map((file) => [file, importsOf(file)]));
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
      if (done.has(file)) return undefined;
      for (const imported of graph.get(file) ?? []) {
        const cycle = visit(imported, [...path, file]);
        if (cycle) return cycle;
      }
      done.add(file);
      return undefined;
    };
    expect(files.map((file) => visit(file, [])).find(Boolean)).toBeUndefined();
  });

  it('only the files for Node.js name its modules', () => {
    const allowed = /^(crypto\/node|rest\/transport\/(node|own-fetch)|node-http\/[\w-]+)\.ts$/;
    const users = files.filter((file) => /from 'node:/.test(readFileSync(join(root, file), 'utf8')));
    expect(users.filter((file) => !allowed.test(file))).toEqual([]);
  });
});
