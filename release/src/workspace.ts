import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { hostNode } from '../../scripts/host-node.mjs';

/** Absolute path of the repository. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Runs a command to its end.
 * @returns what it printed to its standard output
 * @throws {Error} if it fails, with everything that it printed
 */
export async function run(
  command: string,
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<string> {
  const running = promisify(execFile)(command, args, { ...options, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  running.child.stdin?.end();
  try {
    return (await running).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  }
}

/** A package that is published. */
export interface Package {
  readonly name: string;
  /** Absolute path. */
  readonly folder: string;
  readonly version: string;
}

/** Every package that is published from a working copy. */
export function packagesOf(copy: string): readonly Package[] {
  return readdirSync(join(copy, 'packages'))
    .map((entry) => join(copy, 'packages', entry))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .flatMap((folder) => {
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package & {
        private?: boolean;
      };
      return manifest.private ? [] : [{ name: manifest.name, version: manifest.version, folder }];
    });
}

/** The tools of a working copy are those of the repository: only its own packages must be its own. */
const copied = [
  '.changeset',
  '.gitignore',
  'packages',
  'tooling',
  'package.json',
  'pnpm-workspace.yaml',
  'pnpm-lock.yaml',
  'LICENSE',
  'README.md',
];

/** A lockfile without the folders that a working copy does not have: with them pnpm resolves everything anew, as it never does here. */
function lockfileFor(copy: string, lockfile: string): string {
  const [, before = '', folders = '', after = ''] = /^(.*?^importers:\n)(.*?)(^packages:\n.*)$/ms.exec(lockfile) ?? [];
  const kept = folders.split(/^(?= {2}\S)/m).filter((entry) => {
    const [, folder] = /^ {2}([^\s:]+):/.exec(entry) ?? [];
    return folder === undefined || existsSync(join(copy, folder, 'package.json'));
  });
  return [before, ...kept, after].join('');
}

const leftBehind: ReadonlySet<string> = new Set(['node_modules', '.turbo']);

/** Copies what publishing needs, built packages included, into a git repository of its own; the original need not be one. */
export async function copyWorkspace(target: string, env: NodeJS.ProcessEnv): Promise<void> {
  for (const name of copied) {
    cpSync(join(root, name), join(target, name), {
      recursive: true,
      filter: (source) => !leftBehind.has(basename(source)),
    });
  }
  const lockfile = join(target, 'pnpm-lock.yaml');
  writeFileSync(lockfile, lockfileFor(target, readFileSync(lockfile, 'utf8')));
  await run('git', ['init', '--quiet', '--initial-branch=main'], { cwd: target, env });
  await commit(target, env, 'A working copy');
}

/** Commits everything: changesets reads the history. */
export async function commit(copy: string, env: NodeJS.ProcessEnv, message: string): Promise<void> {
  await run('git', ['add', '-A'], { cwd: copy, env });
  await run('git', ['commit', '--quiet', '--allow-empty', '-m', message], { cwd: copy, env });
}

/** Runs pnpm in a working copy, where scripts find it by its name too, as they do when npx runs it. */
export function pnpmIn(copy: string, env: NodeJS.ProcessEnv): (...args: readonly string[]) => Promise<string> {
  const program = join(root, 'release/node_modules/pnpm/bin/pnpm.cjs');
  const place = join(copy, '.git', 'bin');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'pnpm'), `#!/bin/sh\nexec "${hostNode}" "${program}" "$@"\n`, { mode: 0o755 });
  const withPnpm = { ...env, PATH: `${place}${delimiter}${env['PATH'] ?? ''}` };
  return (...args) => run(hostNode, [program, ...args], { cwd: copy, env: withPnpm });
}

/** A folder with a manifest and nothing else, as users start with one. */
export function emptyFolder(parent: string, name: string, manifest: object = {}): string {
  const place = join(parent, name);
  mkdirSync(place);
  writeFileSync(join(place, 'package.json'), JSON.stringify({ name: 'app', private: true, ...manifest }));
  return place;
}
