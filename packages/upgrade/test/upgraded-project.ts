import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

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

  /** Copies a sample, which finds the packages of this workspace. */
  copySample(name: string): this {
    cpSync(join(root, 'test', 'samples', name), this.folder, { recursive: true });
    if (existsSync(join(this.folder, 'env.txt'))) renameSync(join(this.folder, 'env.txt'), join(this.folder, '.env'));
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
    return this.write({ '.gitignore': 'node_modules\n.env\n' });
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
