import { existsSync, statSync } from 'node:fs';
import { importAliases } from '../project/import-aliases.js';
import { findFiles, type ProjectFiles } from '../project/find-files.js';
import { memoryFile, RememberedRanges } from '../project/remembered-ranges.js';
import { byRisk, type Finding } from '../source/finding.js';
import type { Target } from '../source/rename-module.js';
import { UpgradeError } from '../upgrade-error.js';
import type { FileChange } from './file-change.js';
import { migrateManifests } from './migrate-manifests.js';
import { migrateSources } from './migrate-sources.js';
import { migrateEnvironment } from './migrate-environment.js';
import { reportMentions } from './report-mentions.js';
import { planPackages, type ProjectPackage } from './plan-packages.js';
import { ProjectReader } from './project-reader.js';

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

/** The planned changes of a project; nothing is written yet. */
export interface UpgradePlan {
  readonly changes: readonly FileChange[];
  /** The most urgent first. */
  readonly findings: readonly Finding[];
  readonly filesRead: number;
  /** Dependencies change, so the lockfile must be updated. */
  readonly changesDependencies: boolean;
}

/** The change of the file that remembers the ranges of official packages. */
function changeOfMemory(before: string | undefined, after: string | undefined): readonly FileChange[] {
  return before === after ? [] : [{ path: memoryFile, before, after, isSecret: false }];
}

function changed(results: readonly { readonly path: string; readonly before: string; readonly after: string }[]) {
  return results
    .filter(({ before, after }) => before !== after)
    .map(({ path, before, after }) => ({ path, before, after, isSecret: false }));
}

function plan(options: UpgradeOptions, files: ProjectFiles): UpgradePlan {
  const reader = new ProjectReader(options.folder);
  const sources = reader.readSources(files.sources);
  const { packages, findings: packageFindings } = planPackages(reader, files.packageJsons, sources, options);
  const aliases = importAliases(files.configurations, (path) => reader.read(path), packages);
  const migrated = migrateSources(sources, packages, aliases, options.onProgress ?? (() => undefined));
  const memory = reader.readIfPresent(memoryFile);
  const remembered = new RememberedRanges(memory);
  const manifests = migrateManifests(options.folder, packages, migrated, remembered);
  const isBack = options.target === 'clerk';
  const usesLegacy = packages.some(
    ({ legacyMajor, isBlocked }: ProjectPackage) => legacyMajor !== undefined && !isBlocked,
  );
  const environment =
    usesLegacy && !isBack ? migrateEnvironment(reader, files, packages, migrated) : { changes: [], findings: [] };
  const known = [
    ...packageFindings,
    ...migrated.flatMap(({ findings }) => findings),
    ...manifests.flatMap(({ findings }) => findings),
    ...environment.findings,
  ];
  const mentions = reportMentions({ reader, files, packages, migrated, manifests, known, isBack });
  return {
    changes: [
      ...changed(migrated),
      ...changed(manifests),
      ...environment.changes,
      ...changeOfMemory(memory, remembered.text),
    ],
    findings: byRisk([...known, ...mentions]),
    filesRead: reader.filesRead,
    changesDependencies: changed(manifests).length > 0,
  };
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
  return plan(options, files);
}
