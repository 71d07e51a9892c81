import type { ProjectFiles } from '../project/find-files.js';
import { manifestMentions, nameMentions, namesIn } from '../project/name-mentions.js';
import { oldNodeVersions } from '../project/old-node-versions.js';
import { finding, type Finding, type FindingCode } from '../source/finding.js';
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

/** The package that a file replaces in tests by its place: `__mocks__/@clerk/express.js`. */
function mockedBy(path: string, isBack: boolean): string | undefined {
  const name = /(?:^|\/)__mocks__\/(@[\w-]+\/[\w-]+)(?=[./])/.exec(path)?.[1];
  return name !== undefined && namesIn(name, isBack).length > 0 ? name : undefined;
}

/** The package that a patch of npm, pnpm or Yarn changes, by the name of the file: `patches/@clerk+express+1.0.0.patch`. */
function patchedBy(path: string, isBack: boolean): string | undefined {
  const [, scope = '', rest = ''] = /(?:^|\/)(@[a-z]+)(?:\+|__|-)([^/]+)$/.exec(path) ?? [];
  return namesIn(`${scope}/${rest.replace(/-(?:npm|patch)-.*/, '')}`, isBack)[0];
}

/** The scripts and import maps of a page; lines stay where they are. */
function scriptsOf(page: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, ' ');
  return page
    .replace(/<!--[\s\S]*?-->/g, blank)
    .split(/(<script\b[\s\S]*?<\/script\s*>)/i)
    .map((part, index) => (index % 2 === 0 ? blank(part) : part))
    .join('');
}

/** Findings about variables: they say nothing of a package that the same line names. */
const aboutVariables: ReadonlySet<FindingCode> = new Set([
  'variable-left',
  'variable-elsewhere',
  'variable-still-read',
]);

/** Names that are left in a source: in texts, or in an import about which nothing was reported. */
function reportSource({ path, after, findings }: SourceResult, isBack: boolean): readonly Finding[] {
  if (namesIn(after, isBack).length === 0) return [];
  const code = withoutComments(after).split('\n');
  return nameMentions(code.join('\n'), isBack).flatMap(({ line, what }) => {
    if (!what.includes('/')) return [];
    const isKnown = findings.some((one) => one.line === line && !aboutVariables.has(one.code));
    if (isKnown) return [];
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
    const whole = reader.read(path);
    const text = /\.html?$/.test(path) ? scriptsOf(whole) : whole;
    return [
      ...nameMentions(text, isBack).map(({ line, what }) => finding('name-elsewhere', path, line, what)),
      ...(isBack ? [] : oldNodeVersions(path, text).map(({ line, what }) => finding('node-version', path, line, what))),
    ];
  });
  const inManifests = manifests.flatMap(({ path, after }) =>
    manifestMentions(after, isBack).map(({ line, what }) => finding('name-elsewhere', path, line, what)),
  );
  const inPaths = migrated.flatMap(({ path }) => {
    const name = mockedBy(path, isBack);
    return name === undefined ? [] : [finding('name-elsewhere', path, 1, `__mocks__/${name}`)];
  });
  const inPatches = files.patches.flatMap((path) => {
    const name = patchedBy(path, isBack);
    return name === undefined ? [] : [finding('name-elsewhere', path, 1, name)];
  });
  return [
    ...inManifests,
    ...inConfigurations,
    ...inPaths,
    ...inPatches,
    ...migrated.flatMap((source) => reportSource(source, isBack)),
  ];
}
