import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { appFrameworks } from './app-framework.js';
import { readManifest } from './manifest.js';
import { readProjectFile } from './project-file.js';

const maxFolders = 200;

/** The patterns of `pnpm-workspace.yaml`. */
function pnpmPatterns(folder: string): readonly string[] {
  try {
    const content: unknown = parse(readFileSync(join(folder, 'pnpm-workspace.yaml'), 'utf8'));
    const packages = typeof content === 'object' && content !== null && 'packages' in content ? content.packages : [];
    return Array.isArray(packages) ? packages.filter((entry) => typeof entry === 'string') : [];
  } catch {
    return [];
  }
}

/** The folders that a pattern such as `apps/*` means. Patterns of another form mean none: this list is only a hint. */
function foldersOf(folder: string, pattern: string): readonly string[] {
  const [, parent, end] = /^(?:\.\/)?([\w@./-]*?)\/?(\*{1,2})?\/?$/.exec(pattern) ?? [];
  if (parent === undefined || parent.split('/').includes('..')) return [];
  if (end === undefined) return [parent];
  try {
    return readdirSync(join(folder, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => (parent === '' ? name : `${parent}/${name}`));
  } catch {
    return [];
  }
}

/**
 * The folders of a workspace that have an application of a framework that `init` knows.
 * @param patterns - `workspaces` of its `package.json`
 */
export function workspaceApps(folder: string, patterns: readonly string[]): readonly string[] {
  const places = [...patterns, ...pnpmPatterns(folder)].flatMap((pattern) => foldersOf(folder, pattern));
  const known = appFrameworks.flatMap(({ packages }) => packages);
  return [...new Set(places)].slice(0, maxFolders).filter((place) => {
    try {
      const { dependencies } = readManifest(readProjectFile(folder, `${place}/package.json`));
      return known.some((name) => dependencies.has(name));
    } catch {
      return false;
    }
  });
}
