import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { UpgradeError } from './upgrade-error.js';
import { migrateEnvironmentFile, reportVariables } from './project/environment-file.js';
import { findFiles, isGenerated, type ProjectFiles } from './project/find-files.js';
import { filesReceivingLegacyRequests } from './project/files-receiving-legacy-requests.js';
import { legacyMajorOf, migrateManifest, readManifest, type PackageManifest } from './project/package-manifest.js';
import { finding, type Finding } from './source/finding.js';
import { migrateSource } from './migrate-source.js';
import { type Framework, legacyPackages, sharedPackages, type Target } from './source/rename-module.js';

/** The arguments of the command. */
export interface UpgradeOptions {
  /** The project's folder. */
  readonly folder: string;
  /** Default: the framework among the dependencies of each package, else express. */
  readonly target?: Target | undefined;
  /** Major version of the retired SDK; default: the one in `package.json`. */
  readonly legacyMajor?: number | undefined;
  /** Called before each file. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** A file that changes. */
export interface FileChange {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** The contents may be secret: they must not be printed. */
  readonly isSecret: boolean;
}

/** The planned changes of a project; nothing is written yet. */
export interface UpgradePlan {
  readonly changes: readonly FileChange[];
  readonly findings: readonly Finding[];
  readonly filesRead: number;
  /** Dependencies change, so the lockfile must be updated. */
  readonly changesDependencies: boolean;
}

interface Package {
  readonly folder: string;
  readonly path: string;
  readonly manifest: PackageManifest;
  readonly legacyMajor: number | 'unknown' | undefined;
  readonly framework: Framework;
  readonly target: Target;
}

const largestSource = 1_000_000; // bytes; nobody writes more by hand
const assumedMajor = 4;

const foreignAuth = ['express-jwt', 'express-oauth2-jwt-bearer', 'express-basic-auth'];
const foreignSession = ['express-session', 'cookie-session', 'client-sessions', 'iron-session'];

function frameworkOf({ dependencies }: PackageManifest): Framework {
  const names = new Set(dependencies.map(({ name }) => name));
  if (names.has('express')) return 'express';
  if (names.has('fastify')) return 'fastify';
  return names.has('hono') ? 'hono' : 'express';
}

/** Reads the files of a project and collects the changes. */
class Planning {
  readonly #options: UpgradeOptions;
  readonly #files: ProjectFiles;
  readonly #texts = new Map<string, string>();
  readonly #changes: FileChange[] = [];
  readonly #findings: Finding[] = [];
  readonly #imported = new Map<Package, Set<string>>();
  #packages: readonly Package[] = [];
  #changesDependencies = false;

  constructor(options: UpgradeOptions, files: ProjectFiles) {
    this.#options = options;
    this.#files = files;
  }

  plan(): UpgradePlan {
    this.#packages = this.#files.packageJsons.flatMap((path) => this.#readPackage(path) ?? []);
    const usesLegacy = this.#packages.some((one) => this.#majorOf(one) !== undefined);
    const sources = this.#readSources();
    this.#migrateSources(sources);
    for (const one of this.#packages) this.#migratePackage(one);
    if (usesLegacy && this.#options.target !== 'clerk') this.#migrateEnvironment();
    const rank = (code: string) => (code === 'not-parsed' || code === 'not-translated' ? 0 : 1);
    const findings = [...this.#findings].sort((a, b) => rank(a.code) - rank(b.code));
    return {
      changes: this.#changes,
      findings,
      filesRead: this.#texts.size,
      changesDependencies: this.#changesDependencies,
    };
  }

  #read(path: string): string {
    const text = readFileSync(join(this.#options.folder, path), 'utf8');
    this.#texts.set(path, text);
    return text;
  }

  #readPackage(path: string): Package | undefined {
    const manifest = this.#readManifest(path);
    if (!manifest) return undefined;
    const { target } = this.#options;
    const framework = target === undefined || target === 'clerk' ? frameworkOf(manifest) : target;
    const folder = posix.dirname(path);
    return { folder, path, manifest, framework, target: target ?? framework, legacyMajor: legacyMajorOf(manifest) };
  }

  /** The project's own `package.json` must be valid; another one may be test data. */
  #readManifest(path: string): PackageManifest | undefined {
    try {
      return readManifest(path, this.#read(path));
    } catch (error) {
      if (path === 'package.json' || !(error instanceof UpgradeError)) throw error;
      this.#findings.push(finding('not-parsed', path, 1, 'invalid JSON'));
      return undefined;
    }
  }

  /** The package that a file belongs to: the nearest `package.json` above it. */
  #packageOf(path: string): Package | undefined {
    const above = this.#packages.filter(({ folder }) => folder === '.' || path.startsWith(`${folder}/`));
    return above.sort((a, b) => b.folder.length - a.folder.length)[0];
  }

  /** Workspaces often have the dependency at the root only; its version then holds for packages without one. */
  #majorOf(one: Package): number | 'unknown' | undefined {
    return one.legacyMajor ?? this.#packages.find(({ folder }) => folder === '.')?.legacyMajor;
  }

  #readSources(): ReadonlyMap<string, string> {
    const sources = new Map<string, string>();
    for (const path of this.#files.sources) {
      if (statSync(join(this.#options.folder, path)).size > largestSource) continue;
      const text = this.#read(path);
      if (!isGenerated(text)) sources.set(path, text);
    }
    return sources;
  }

  #migrateSources(sources: ReadonlyMap<string, string>): void {
    const isLegacy = (text: string) => legacyPackages.some((name) => text.includes(name));
    const roots = [...sources].filter(([, text]) => isLegacy(text)).map(([path]) => path);
    const reached = filesReceivingLegacyRequests(sources, roots);
    const augmented = new Map<Package | undefined, 'strict' | 'loose'>();
    for (const path of roots) {
      const kind = /\bextends\b[^{]*\b(Loose|Strict)AuthProp\b/.exec(sources.get(path) ?? '')?.[1];
      if (kind) augmented.set(this.#packageOf(path), kind === 'Strict' ? 'strict' : 'loose');
    }
    let done = 0;
    for (const [path, text] of sources) {
      this.#options.onProgress?.((done += 1), sources.size);
      const owner = this.#packageOf(path);
      const declared = augmented.get(owner);
      const isTyped = declared !== undefined && /["']express["']/.test(text);
      const hasStrictRequests = declared === 'strict';
      this.#migrateOne(path, text, owner, {
        receivesLegacyRequests: reached.has(path) || isTyped,
        hasStrictRequests,
        isRoot: isLegacy(text),
      });
    }
  }

  #migrateOne(
    path: string,
    text: string,
    owner: Package | undefined,
    known: { readonly receivesLegacyRequests: boolean; readonly hasStrictRequests: boolean; readonly isRoot: boolean },
  ): void {
    const names = new Set(owner?.manifest.dependencies.map(({ name }) => name));
    const has = (libraries: readonly string[]) => libraries.some((name) => names.has(name));
    const major = (owner && this.#majorOf(owner)) ?? (known.isRoot ? 'unknown' : undefined);
    const framework = owner?.framework ?? 'express';
    const target = this.#options.target ?? owner?.target ?? framework;
    const result = migrateSource(path, text, {
      target,
      framework,
      usesLegacy: major !== undefined,
      legacyMajor: this.#options.legacyMajor ?? (typeof major === 'number' ? major : assumedMajor),
      receivesLegacyRequests: known.receivesLegacyRequests,
      hasStrictRequests: known.hasStrictRequests,
      foreignAuth: has(foreignAuth),
      foreignSession: has(foreignSession),
    });
    this.#findings.push(...result.findings);
    this.#change(path, text, result.text);
    if (owner) this.#noteImports(owner, result.text);
  }

  #noteImports(owner: Package, text: string): void {
    const names = this.#imported.get(owner) ?? new Set();
    this.#imported.set(owner, names);
    const pattern = /["']((?:@clerk|@acme)\/[\w-]+)(?:\/[\w/-]+)?["']/g;
    for (const [, name = ''] of text.matchAll(pattern)) {
      if (sharedPackages.includes(name.split('/')[1] ?? '') || legacyPackages.includes(name)) names.add(name);
    }
  }

  #migratePackage(one: Package): void {
    const { path, manifest, framework, target } = one;
    if (one.legacyMajor === 'unknown' && this.#options.legacyMajor === undefined && target !== 'clerk') {
      this.#findings.push(
        finding('version-unknown', path, 1, `assumed to be ${assumedMajor}.x; set another one with --from`),
      );
    }
    const imported = this.#imported.get(one) ?? new Set<string>();
    // The root of a workspace keeps the dependency as long as any package still imports it.
    if (one.folder === '.') {
      for (const names of this.#imported.values())
        legacyPackages.filter((name) => names.has(name)).forEach((name) => imported.add(name));
    }
    const result = migrateManifest(path, manifest, { target, framework, imported });
    this.#findings.push(...result.findings);
    if (this.#change(path, manifest.text, result.text)) this.#changesDependencies = true;
  }

  #migrateEnvironment(): void {
    for (const path of this.#files.environments) {
      const text = this.#read(path);
      const result = migrateEnvironmentFile(path, text);
      this.#findings.push(...result.findings);
      this.#change(path, text, result.text, true);
    }
    for (const path of this.#files.configurations) this.#findings.push(...reportVariables(path, this.#read(path)));
  }

  #change(path: string, before: string, after: string, isSecret = false): boolean {
    if (before !== after) this.#changes.push({ path, before, after, isSecret });
    return before !== after;
  }
}

/**
 * Plans the migration of a project. Nothing is written.
 * @throws {UpgradeError} `folder_missing`, `no_package`, `package_json_invalid`
 */
export async function planUpgrade(options: UpgradeOptions): Promise<UpgradePlan> {
  if (!existsSync(options.folder) || !statSync(options.folder).isDirectory()) {
    throw new UpgradeError('folder_missing', `There is no folder ${options.folder}. Name the folder of your project.`);
  }
  const files = await findFiles(options.folder);
  if (files.packageJsons.length === 0) {
    throw new UpgradeError(
      'no_package',
      'There is no package.json in this folder. Run the command in the folder of your project.',
    );
  }
  return new Planning(options, files).plan();
}
