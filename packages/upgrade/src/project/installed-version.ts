import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The folder and all folders above it, the nearest first. */
export function foldersAbove(folder: string): readonly string[] {
  const folders = [folder];
  for (let at = folder; dirname(at) !== at; at = dirname(at)) folders.push(dirname(at));
  return folders;
}

function versionIn(packageFolder: string): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version?: unknown };
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined; // not installed, or no package
  }
}

const lockfiles = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'];

/** The versions of a package that the nearest lockfile names. */
function lockedVersions(folder: string, name: string): readonly string[] {
  const file = foldersAbove(folder)
    .flatMap((at) => lockfiles.map((lockfile) => join(at, lockfile)))
    .find((path) => existsSync(path));
  if (file === undefined) return [];
  const text = readFileSync(file, 'utf8');
  const quoted = name.replace(/[/.]/g, '\\$&');
  const patterns = [
    `"(?:node_modules/)?${quoted}":\\s*\\{\\s*"version":\\s*"(\\d[^"]*)"`, // npm
    `(?:^|["'\\s])/?${quoted}[@/](\\d+\\.\\d+[\\w.-]*)`, // pnpm, bun
    `^"?${quoted}@[^\\n]*:\\n\\s+version:? "?(\\d[^"\\s]*)`, // yarn
  ];
  const found = patterns.flatMap((pattern) => Array.from(text.matchAll(new RegExp(pattern, 'gm')), ([, one]) => one));
  return found.filter((version) => version !== undefined);
}

const localRange = /^(?:file|link|portal):(.+)$/;

/**
 * The version of a dependency that is used now: the one in `node_modules`, in the folder that the range names, or in the lockfile.
 * @param folder - of the package that depends on it
 * @returns undefined if it is unknown, or if the lockfile names several majors
 */
export function installedVersion(folder: string, name: string, range: string): string | undefined {
  const local = localRange.exec(range)?.[1];
  const folders = [
    ...foldersAbove(folder).map((at) => join(at, 'node_modules', name)),
    ...(local === undefined ? [] : [resolve(folder, local)]),
  ];
  for (const at of folders) {
    const version = versionIn(at);
    if (version !== undefined) return version;
  }
  const locked = lockedVersions(folder, name);
  const majors = new Set(locked.map((version) => version.split('.', 1)[0]));
  return majors.size === 1 ? locked[0] : undefined;
}

/** The range that a catalog has for a dependency, with the place of the entry. */
export interface CatalogEntry {
  readonly range: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** The catalog entry of a dependency, in `pnpm-workspace.yaml`, `.yarnrc.yml` or the root's `package.json`. */
export function catalogEntry(root: string, name: string): CatalogEntry | undefined {
  const entry = new RegExp(`^\\s+["']?${name.replace(/[/.]/g, '\\$&')}["']?:\\s*["']?([^"'\\s,#]+)`);
  for (const file of ['pnpm-workspace.yaml', '.yarnrc.yml']) {
    if (!existsSync(join(root, file))) continue;
    const lines = readFileSync(join(root, file), 'utf8').split('\n');
    const line = lines.findIndex((text) => entry.test(text));
    const range = entry.exec(lines[line] ?? '')?.[1];
    if (range !== undefined) return { range, file, line: line + 1 };
  }
  return undefined;
}
