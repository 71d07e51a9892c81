import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import type { UpgradePlan } from '../src/plan/plan-upgrade.js';

const root = join(import.meta.dirname, '..');

/** What a program answered. */
export interface Answer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
export function run(program: string, args: readonly string[], folder: string): Answer {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status, stdout, stderr };
}

/** Runs the built command in a folder. */
export function upgrade(folder: string, ...args: readonly string[]): Answer {
  return run(process.execPath, [join(root, 'bin', 'upgrade.js'), ...args], folder);
}

/** Commits all files of a folder to a repository in it. */
export function commitAll(folder: string): void {
  if (!existsSync(join(folder, '.git'))) run('git', ['init', '-q'], folder);
  run('git', ['add', '-A'], folder);
  run('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', 'commit', '-qm', 'State'], folder);
}

/** Writes planned changes as the command does. */
export function writePlan(folder: string, { changes }: UpgradePlan): void {
  for (const { path, after } of changes) {
    if (after === undefined) rmSync(join(folder, path));
    else writeFileSync(join(folder, path), after);
  }
}

interface ProjectFile {
  /** Relative to the project, with `/`. */
  readonly path: string;
  readonly file: string;
}

/** The files of a project, without those of installed packages. */
export function filesIn(folder: string, inside = ''): readonly ProjectFile[] {
  return readdirSync(join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(inside, entry.name);
    if (entry.isDirectory()) return /^(?:\.git|node_modules)$/.test(entry.name) ? [] : filesIn(folder, path);
    return entry.isFile() ? [{ path, file: join(folder, path) }] : [];
  });
}

/** The source files of a project. */
export function sourcesIn(folder: string): readonly ProjectFile[] {
  return filesIn(folder).filter(({ path }) => /\.[jt]s$/.test(path));
}

/** A folder that is gone when the test is. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), 'upgrade-'));

  /** Writes files, by path. */
  write(files: Readonly<Record<string, string>>): this {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
    return this;
  }

  /**
   * Copies a sample, which finds the packages of this workspace.
   * @param links - from paths of links to the folders of the sample that they lead to
   */
  copySample(name: string, links: Readonly<Record<string, string>> = {}): this {
    cpSync(join(root, 'test', 'samples', name), this.folder, { recursive: true });
    if (existsSync(join(this.folder, 'env.txt'))) renameSync(join(this.folder, 'env.txt'), join(this.folder, '.env'));
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
    for (const [from, to] of Object.entries(links)) {
      mkdirSync(dirname(join(this.folder, from)), { recursive: true });
      symlinkSync(join(this.folder, to), join(this.folder, from));
    }
    return this.write({ '.gitignore': 'node_modules\n.env\n' });
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
