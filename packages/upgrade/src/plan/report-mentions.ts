import type { ProjectFiles } from '../project/find-files.js';
import { manifestMentions, nameMentions, namesIn } from '../project/name-mentions.js';
import { oldNodeVersions } from '../project/old-node-versions.js';
import { finding, type Finding } from '../source/finding.js';
import { renameModule, honoClerkAuth, legacyPackages } from '../source/rename-module.js';
import type { ManifestResult } from './migrate-manifests.js';
import { importsOf, withoutComments, type SourceResult } from './migrate-sources.js';
import type { ProjectPackage } from './plan-packages.js';
import type { ProjectReader } from './project-reader.js';

/** A project after the migration. */
interface MigratedProject {
  readonly reader: ProjectReader;
  readonly files: ProjectFiles;
  readonly packages: readonly ProjectPackage[];
  readonly migrated: readonly SourceResult[];
  readonly manifests: readonly ManifestResult[];
  /** What is in the report already. */
  readonly known: readonly Finding[];
  readonly isBack: boolean;
}

function isMigratable(name: string, isBack: boolean): boolean {
  if (renameModule(name, isBack ? 'clerk' : 'express') !== undefined) return true;
  return !isBack && (legacyPackages.includes(name) || name === honoClerkAuth);
}

/** Whether the project uses, or used, a package that the command migrates. */
function isConcerned({ packages, migrated, isBack }: MigratedProject): boolean {
  const declares = packages.some(
    ({ manifest, isBlocked }) =>
      !isBlocked && manifest.dependencies.some(({ name }) => isMigratable(name, isBack) || isMigratable(name, !isBack)),
  );
  return declares || migrated.some(({ before, after }) => before !== after);
}

/** Names that are left in a source: in texts, or in an import about which nothing was reported. */
function reportSource({ path, after, findings }: SourceResult, isBack: boolean): readonly Finding[] {
  if (namesIn(after, isBack).length === 0) return [];
  const lines = new Set(findings.map(({ line }) => line));
  const code = withoutComments(after).split('\n');
  return nameMentions(code.join('\n'), isBack).flatMap(({ line, what }) => {
    if (lines.has(line) || !what.includes('/')) return [];
    const isImport = importsOf(code[line - 1] ?? '').size > 0;
    if (!isImport) return [finding('name-elsewhere', path, line, what)];
    return findings.length > 0 ? [] : [finding('use-left', path, line, what)];
  });
}

/** Reports what still names a package by its old name and is not edited: configurations, scripts, and texts in code. */
export function reportMentions(project: MigratedProject): readonly Finding[] {
  if (!isConcerned(project)) return [];
  const { reader, files, migrated, manifests, isBack } = project;
  const inConfigurations = files.configurations.flatMap((path) => {
    const text = reader.read(path);
    return [
      ...nameMentions(text, isBack).map(({ line, what }) => finding('name-elsewhere', path, line, what)),
      ...(isBack ? [] : oldNodeVersions(path, text).map(({ line, what }) => finding('node-version', path, line, what))),
    ];
  });
  const inManifests = manifests.flatMap(({ path, after }) =>
    manifestMentions(after, isBack).map(({ line, what }) => finding('name-elsewhere', path, line, what)),
  );
  return [...inManifests, ...inConfigurations, ...migrated.flatMap((source) => reportSource(source, isBack))];
}
