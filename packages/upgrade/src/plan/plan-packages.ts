import { join, posix } from 'node:path';
import { installedVersion } from '../project/installed-version.js';
import { hasMetaFramework, serverFrameworkOf, usesOnlyClient } from '../project/server-framework-of.js';
import { rangeOf, readManifest, type PackageManifest } from '../project/package-manifest.js';
import { checkPeers } from '../project/check-peers.js';
import { finding, type Finding } from '../source/finding.js';
import { type Framework, honoClerkAuth, partialEntries, renameModule, type Target } from '../source/rename-module.js';
import { UpgradeError } from '../upgrade-error.js';
import { LegacyVersions, type Choices, type PackageFile } from './legacy-versions.js';
import type { ProjectReader } from './project-reader.js';

/** A package of the project, and how it is migrated. */
export interface ProjectPackage {
  /** `.` for the root. */
  readonly folder: string;
  /** Of its `package.json`. */
  readonly path: string;
  readonly manifest: PackageManifest;
  readonly framework: Framework;
  readonly target: Target;
  /** Version of the retired SDK that the code was written for; undefined if the package does not use it. */
  readonly legacyMajor: number | undefined;
  /** Version of `@hono/clerk-auth`; undefined if the package does not use it. */
  readonly honoClerkAuthMajor: number | undefined;
  /** Nothing of this package may change: its framework has a version that our packages do not accept. */
  readonly isBlocked: boolean;
}

/** The package that a file belongs to: the nearest `package.json` above it. */
export function ownerOf<One extends { readonly folder: string }>(
  path: string,
  packages: readonly One[],
): One | undefined {
  let nearest: One | undefined;
  for (const one of packages) {
    const isAbove = one.folder === '.' || path.startsWith(`${one.folder}/`);
    if (isAbove && (nearest?.folder === '.' || one.folder.length > (nearest?.folder.length ?? -1))) nearest = one;
  }
  return nearest;
}

/** Decides how each package of a project is migrated. */
class PackagePlanning {
  readonly findings: Finding[] = [];
  readonly #reader: ProjectReader;
  readonly #choices: Choices;
  readonly #files: readonly PackageFile[];
  readonly #sources = new Map<PackageFile | undefined, string[]>();

  constructor(reader: ProjectReader, paths: readonly string[], choices: Choices) {
    this.#reader = reader;
    this.#choices = choices;
    this.#files = paths.flatMap((path) => this.#readPackage(path) ?? []);
  }

  plan(sources: ReadonlyMap<string, string>): readonly ProjectPackage[] {
    for (const [path, text] of sources) {
      const owner = ownerOf(path, this.#files);
      const known = this.#sources.get(owner);
      if (known) known.push(text);
      else this.#sources.set(owner, [text]);
    }
    const versions = new LegacyVersions(this.#reader.folder, this.#choices, this.#files, this.#sources);
    const majors = versions.majors();
    this.findings.push(...versions.findings);
    return this.#files.map((file) => this.#planOne(file, majors.get(file)));
  }

  /** The project's own `package.json` must be valid; another one may be test data. */
  #readPackage(path: string): PackageFile | undefined {
    try {
      return { folder: posix.dirname(path), path, manifest: readManifest(path, this.#reader.read(path)) };
    } catch (error) {
      if (path === 'package.json' || !(error instanceof UpgradeError)) throw error;
      this.findings.push(finding('not-parsed', path, 1, 'invalid JSON'));
      return undefined;
    }
  }

  #planOne(file: PackageFile, legacyMajor: number | undefined): ProjectPackage {
    const { target } = this.#choices;
    const framework = this.#frameworkOf(file, legacyMajor);
    const { isBlocked, findings } = this.#checkPeers(file, framework, legacyMajor);
    this.findings.push(...findings);
    const honoClerkAuthMajor = this.#honoMajor(file);
    return {
      ...file,
      framework,
      target: target === 'clerk' ? 'clerk' : framework,
      legacyMajor,
      honoClerkAuthMajor,
      isBlocked,
    };
  }

  /** The root of a workspace often has the dependency of its packages. */
  #honoMajor({ folder, manifest }: PackageFile): number | undefined {
    const root = this.#files.find((one) => one.folder === '.');
    const range = rangeOf(manifest, honoClerkAuth) ?? (root && rangeOf(root.manifest, honoClerkAuth));
    if (range === undefined) return undefined;
    const installed = installedVersion(join(this.#reader.folder, folder), honoClerkAuth, range);
    return Number(/\d+/.exec(installed ?? range)?.[0] ?? 3);
  }

  /** A package that needs no web framework gets none, even if the user names one: that is for its other packages. */
  #frameworkOf(file: PackageFile, legacyMajor: number | undefined): Framework {
    const { target } = this.#choices;
    const own = serverFrameworkOf(file.manifest);
    if (own === undefined && hasMetaFramework(file.manifest)) return 'backend';
    if (legacyMajor !== undefined && usesOnlyClient(this.#sources.get(file) ?? [])) return 'backend';
    if (target !== undefined && target !== 'clerk') return target;
    if (own !== undefined) return own;
    const { name } = file.manifest;
    const dependents = this.#files.filter(
      ({ manifest }) => name !== undefined && rangeOf(manifest, name) !== undefined,
    );
    const root = this.#files.filter(({ folder }) => folder === '.');
    const others = [...dependents, ...root].map(({ manifest }) => serverFrameworkOf(manifest));
    return others.find((one) => one !== undefined) ?? 'express';
  }

  #checkPeers(file: PackageFile, framework: Framework, legacyMajor: number | undefined): ReturnType<typeof checkPeers> {
    if (this.#choices.target === 'clerk') return { isBlocked: false, findings: [] };
    const needed = new Set<string>();
    for (const { name } of file.manifest.dependencies) {
      const renaming = renameModule(name, framework);
      if (renaming?.kind === 'renamed') needed.add(renaming.to);
      if (name === honoClerkAuth) needed.add('@acme/hono');
      const [scope = '', short = ''] = name.split('/');
      const entries = scope === '@clerk' ? partialEntries(scope, short) : [];
      const texts = this.#sources.get(file) ?? [];
      if (texts.some((text) => entries.some((entry) => text.includes(entry)))) needed.add(`@acme/${short}`);
    }
    if (legacyMajor !== undefined) needed.add(`@acme/${framework}`);
    // The root of a workspace may have the framework of its packages.
    const root = this.#files.find(({ folder }) => folder === '.');
    const holder = serverFrameworkOf(file.manifest) === undefined && root ? root : file;
    return checkPeers(holder.path, join(this.#reader.folder, file.folder), holder.manifest, [...needed]);
  }
}

/**
 * Decides how each package of a project is migrated.
 * @param paths - of all `package.json` files
 * @param sources - texts by path
 */
export function planPackages(
  reader: ProjectReader,
  paths: readonly string[],
  sources: ReadonlyMap<string, string>,
  choices: Choices,
): { readonly packages: readonly ProjectPackage[]; readonly findings: readonly Finding[] } {
  const planning = new PackagePlanning(reader, paths, choices);
  const packages = planning.plan(sources);
  return { packages, findings: planning.findings };
}
