import { join } from 'node:path';
import { catalogEntry, installedVersion } from '../project/installed-version.js';
import { findLegacyVersion, type LegacyVersion } from '../project/legacy-version.js';
import { rangeOf, type PackageManifest } from '../project/package-manifest.js';
import { finding, type Finding } from '../source/finding.js';
import { legacyPackages, type Target } from '../source/rename-module.js';

/** A `package.json` of the project. */
export interface PackageFile {
  readonly folder: string;
  readonly path: string;
  readonly manifest: PackageManifest;
}

/** What the user chose. */
export interface Choices {
  readonly target?: Target | undefined;
  readonly legacyMajor?: number | undefined;
}

function legacyRange({ manifest }: PackageFile): string | undefined {
  return legacyPackages.map((name) => rangeOf(manifest, name)).find((range) => range !== undefined);
}

/** Finds the version of the retired SDK that the code of each package was written for. */
export class LegacyVersions {
  readonly findings: Finding[] = [];
  readonly #folder: string;
  readonly #choices: Choices;
  readonly #files: readonly PackageFile[];
  readonly #sources: ReadonlyMap<PackageFile | undefined, readonly string[]>;

  /**
   * @param folder - of the project, absolute
   * @param sources - texts by package
   */
  constructor(
    folder: string,
    choices: Choices,
    files: readonly PackageFile[],
    sources: ReadonlyMap<PackageFile | undefined, readonly string[]>,
  ) {
    this.#folder = folder;
    this.#choices = choices;
    this.#files = files;
    this.#sources = sources;
  }

  /** The major version for each package that uses the retired SDK, or gets something of it from another package. */
  majors(): ReadonlyMap<PackageFile, number> {
    const versions = new Map(this.#files.map((file) => [file, this.#versionOf(file)] as const));
    const root = this.#files.find(({ folder }) => folder === '.');
    const found = this.#files.flatMap((file) => {
      // Workspaces often have the dependency at the root only; its version then holds for packages without one.
      const declared = versions.get(file) ?? (root && versions.get(root)) ?? this.#throughSiblings(file, versions);
      const version = declared ?? this.#undeclared(file);
      return version ? [[file, this.#choices.legacyMajor ?? version.major] as const] : [];
    });
    return new Map(found);
  }

  #legacySources(file: PackageFile): readonly string[] {
    const mine = file.folder === '.' ? this.#files.filter((one) => one === file || !legacyRange(one)) : [file];
    const texts = mine.flatMap((one) => this.#sources.get(one) ?? []);
    return texts.filter((text) => legacyPackages.some((name) => text.includes(name)));
  }

  #versionOf(file: PackageFile): LegacyVersion | undefined {
    const dependency = file.manifest.dependencies.find(({ name }) => legacyPackages.includes(name));
    if (!dependency) return undefined;
    const { name, range } = dependency;
    const folder = join(this.#folder, file.folder);
    const sibling = this.#files.find((one) => range.startsWith('workspace:') && one.manifest.name === name);
    const entry = range.startsWith('catalog:') ? catalogEntry(this.#folder, name) : undefined;
    const installed = sibling?.manifest.version ?? installedVersion(folder, name, range);
    const version = findLegacyVersion(entry?.range ?? range, installed, this.#legacySources(file));
    if (this.#choices.legacyMajor === undefined && this.#choices.target !== 'clerk')
      this.#report(file, dependency, version);
    return version;
  }

  #report(
    { path, manifest }: PackageFile,
    { name, range, node }: PackageManifest['dependencies'][number],
    { major, from }: LegacyVersion,
  ): void {
    if (from === 'declared' || from === 'installed') return;
    const line = manifest.text.slice(0, node.offset).split('\n').length;
    const how = from === 'code' ? 'by the names that the code uses' : 'by nothing in the code';
    const what = `${name} ${range.split('//', 1)[0] ?? ''}: taken for ${major}.x, ${how}`;
    this.findings.push(finding('version-assumed', path, line, what));
  }

  /** A package of the project may get requests, clients and types of the SDK from another one that uses it. */
  #throughSiblings(
    file: PackageFile,
    versions: ReadonlyMap<PackageFile, LegacyVersion | undefined>,
    seen = new Set([file]),
  ): LegacyVersion | undefined {
    const siblings = this.#files.filter(
      (one) => one.manifest.name !== undefined && rangeOf(file.manifest, one.manifest.name) !== undefined,
    );
    for (const sibling of siblings) {
      if (seen.has(sibling)) continue;
      const found = versions.get(sibling) ?? this.#throughSiblings(sibling, versions, seen.add(sibling));
      if (found) return found;
    }
    return undefined;
  }

  /** Code may import the SDK although no `package.json` names it. */
  #undeclared(file: PackageFile): LegacyVersion | undefined {
    const sources = this.#legacySources(file);
    return sources.length > 0 ? findLegacyVersion(undefined, undefined, sources) : undefined;
  }
}
