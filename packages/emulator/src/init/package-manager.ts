import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package manager of an application. */
export interface PackageManager {
  readonly name: 'npm' | 'pnpm' | 'yarn' | 'bun';
}

const lockfiles: readonly (readonly [file: string, name: PackageManager['name']])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
];

/** The files that package managers write when they add a package. */
export const filesOfInstalling = ['package.json', ...lockfiles.map(([file]) => file)];

/**
 * The package manager: that of the field `packageManager`, else that of the nearest lockfile in the folder or above it, else npm.
 * @param field - `packageManager` of `package.json`, such as `pnpm@10.1.0`
 */
export function findPackageManager(folder: string, field: string | undefined): PackageManager {
  const named = lockfiles.find(([, name]) => field?.split('@')[0] === name);
  if (named) return { name: named[1] };
  for (let at = folder; ; at = dirname(at)) {
    const found = lockfiles.find(([file]) => existsSync(join(at, file)));
    if (found) return { name: found[1] };
    if (dirname(at) === at) return { name: 'npm' };
  }
}

/** The command that adds packages to an application. */
export function addCommand(
  { name }: PackageManager,
  packages: readonly string[],
  isForDevelopment: boolean,
): readonly [string, ...string[]] {
  if (name === 'npm') return ['npm', 'install', ...(isForDevelopment ? ['--save-dev'] : []), ...packages];
  return [name, 'add', ...(isForDevelopment ? [name === 'pnpm' ? '--save-dev' : '--dev'] : []), ...packages];
}

/** The command that installs what `package.json` names. */
export function installCommand({ name }: PackageManager): readonly [string, ...string[]] {
  return [name, 'install'];
}

/** The command that runs a script of `package.json`. */
export function runScriptCommand({ name }: PackageManager, script: string): readonly [string, ...string[]] {
  return [name, 'run', script];
}
