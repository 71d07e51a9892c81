import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

// A test that passed is not run again until an input of its task changes. So a file that a test names, and that is not in its package, must be an
// input: otherwise the test stays green whatever happens to that file.

const root = join(import.meta.dirname, '../..');

interface Task {
  readonly task: string;
  readonly directory: string;
  readonly command: string;
  /** Hash of each input by its path, from the folder of the package. */
  readonly inputs: Readonly<Record<string, string>>;
}

const turbo = join(root, 'node_modules/turbo/bin/turbo');
const plan = execFileSync(process.execPath, [turbo, 'run', 'test', '--dry=json'], {
  cwd: root,
  encoding: 'utf8',
  maxBuffer: 256 * 1024 * 1024,
  stdio: ['ignore', 'pipe', 'inherit'],
});
// What turbo prints about itself; a wrong form fails the tests.
const { tasks } = JSON.parse(plan) as { readonly tasks: readonly Task[] };
const testTasks = tasks.filter(({ task, command }) => task === 'test' && command !== '<NONEXISTENT>');

/** The sources of tests, which are inputs themselves. */
const sourcesOf = ({ directory, inputs }: Task): readonly string[] =>
  Object.keys(inputs)
    .filter((name) => /^(?:test|harness)\/.*\.(?:ts|mjs|js)$/.test(name))
    .map((name) => join(root, directory, name));

const isFile = (path: string) => existsSync(path) && statSync(path).isFile();
/** Folders of the repository that a text may begin with if it is a path from there. */
const fromRoot = /^(?:adapter-tests|apps|docs|e2e|packages|release|runtimes|scripts|tooling)\/.+\.\w+$/;

/** The files outside of its package that a source names by its own place, or by the root of the repository. */
function filesNamedBy(source: string, folder: string): readonly string[] {
  const texts = readFileSync(source, 'utf8').matchAll(/(['"`])((?:\.\.\/)+[^'"`\n]+|[\w-]+\/[^'"`\n]+)\1/g);
  return Array.from(texts, ([, , text = '']) => (fromRoot.test(text) ? join(root, text) : join(dirname(source), text)))
    .flatMap((path) => [path, path.replace(/\.js$/, '.ts')])
    .filter((path) => isFile(path) && relative(folder, path).startsWith('..') && !path.includes('node_modules'))
    .map((path) => relative(folder, path));
}

describe.each(testTasks)('the tests of $directory', (task) => {
  it('have the files that they name as inputs', () => {
    const folder = join(root, task.directory);
    const missing = sourcesOf(task).flatMap((source) =>
      filesNamedBy(source, folder)
        .filter((path) => !(path in task.inputs))
        .map((path) => `${relative(folder, source)}: ${path}`),
    );
    expect(missing).toEqual([]);
  });
});

it('finds files of other packages that tests name', () => {
  const named = testTasks.flatMap((task) =>
    sourcesOf(task).flatMap((source) => filesNamedBy(source, join(root, task.directory))),
  );
  expect(named.length).toBeGreaterThan(50);
});
