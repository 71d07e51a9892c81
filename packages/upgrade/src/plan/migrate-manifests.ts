import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldersAbove } from '../project/installed-version.js';
import { migrateManifest } from '../project/migrate-manifest.js';
import type { RememberedRanges } from '../project/remembered-ranges.js';
import type { Finding } from '../source/finding.js';
import { legacyPackages } from '../source/rename-module.js';
import { importsOf, type SourceResult } from './migrate-sources.js';
import type { ProjectPackage } from './plan-packages.js';

/** A `package.json` after the migration. */
export interface ManifestResult {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly findings: readonly Finding[];
}

/** The peers that an installed package declares. */
function installedPeers(folder: string, name: string): readonly string[] {
  for (const at of foldersAbove(folder)) {
    try {
      const text = readFileSync(join(at, 'node_modules', name, 'package.json'), 'utf8');
      const { peerDependencies } = JSON.parse(text) as { readonly peerDependencies?: Readonly<Record<string, string>> };
      return Object.keys(peerDependencies ?? {});
    } catch {
      // not installed here
    }
  }
  return [];
}

/** What the sources of each package import. */
function importsByPackage(
  migrated: readonly SourceResult[],
  when: 'before' | 'after',
): ReadonlyMap<ProjectPackage, Set<string>> {
  const imports = new Map<ProjectPackage, Set<string>>();
  for (const source of migrated) {
    const { owner, [when]: text } = source;
    if (!owner) continue;
    const names = imports.get(owner) ?? new Set<string>();
    imports.set(owner, names);
    if (/@(?:clerk|acme|hono)\//.test(text)) importsOf(text).forEach((name) => names.add(name));
  }
  return imports;
}

/** Whether a package has a dependency, under its name or under the one in the other scope. */
function declaresItself({ manifest }: ProjectPackage, name: string): boolean {
  const short = name.split('/')[1] ?? '';
  return manifest.dependencies.some((one) => one.name === `@clerk/${short}` || one.name === `@acme/${short}`);
}

/** Gives each `package.json` the dependencies that its migrated sources need. */
export function migrateManifests(
  folder: string,
  packages: readonly ProjectPackage[],
  migrated: readonly SourceResult[],
  remembered: RememberedRanges,
): readonly ManifestResult[] {
  const imports = importsByPackage(migrated, 'after');
  const importsBefore = importsByPackage(migrated, 'before');
  const workspace = new Set(packages.flatMap(({ manifest }) => manifest.name ?? []));
  const declares = ({ manifest }: ProjectPackage) =>
    manifest.dependencies.some(({ name }) => legacyPackages.includes(name));
  const root = packages.find((one) => one.folder === '.');
  return packages
    .filter(({ isBlocked }) => !isBlocked)
    .map((one) => {
      const imported = new Set(imports.get(one));
      // The root of a workspace has the dependencies of the packages that declare none themselves.
      for (const other of one.folder === '.' && declares(one) ? packages : []) {
        const isServed = !declares(other) && other.legacyMajor !== undefined;
        for (const name of imports.get(other) ?? [])
          if (legacyPackages.includes(name) || (isServed && !declaresItself(other, name))) imported.add(name);
      }
      const { path, manifest, target, framework } = one;
      const peersOf = (name: string) => installedPeers(join(folder, one.folder), name);
      const importedBefore = importsBefore.get(one) ?? new Set<string>();
      const ofRoot = new Set(one === root ? [] : root?.manifest.dependencies.map(({ name }) => name));
      const needs = { target, framework, imported, importedBefore, ofRoot, workspace, peersOf, remembered };
      const result = migrateManifest(path, manifest, needs);
      return { path, before: manifest.text, after: result.text, findings: result.findings };
    });
}
