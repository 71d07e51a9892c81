import { posix } from 'node:path';
import { migrateEnvironmentFile } from '../project/environment-file.js';
import type { ProjectFiles } from '../project/find-files.js';
import { variableMentions } from '../project/variable-mentions.js';
import { finding, type Finding } from '../source/finding.js';
import { legacyPackages } from '../source/rename-module.js';
import { removedVariables } from '../source/renamed-variables.js';
import type { FileChange } from './file-change.js';
import { importsOf, type SourceResult } from './migrate-sources.js';
import { ownerOf, type ProjectPackage } from './plan-packages.js';
import type { ProjectReader } from './project-reader.js';
import { sourceVariables } from './source-variables.js';

/** A place that still reads a variable under its old name. */
interface VariableReader {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** A script or a configuration may read the variables of folders below its own. */
  readonly readsBelow: boolean;
}

const oldPackages: readonly (readonly [name: RegExp, below: number])[] = [
  [/^@clerk\/nextjs$/, 5],
  [/^@clerk\/remix$/, 4],
  [/^@clerk\/(?:fastify|gatsby-plugin-clerk)$/, 1],
  [/^gatsby-plugin-clerk$/, 5],
  [/^@clerk\/edge$/, 99],
];

const readBySdk = ['CLERK_API_KEY', 'CLERK_FRONTEND_API', 'CLERK_JS', 'CLERK_LOGGING'];

function lineOfImport(text: string): number {
  const line = text.split('\n').findIndex((one) => legacyPackages.some((name) => one.includes(name)));
  return Math.max(line, 0) + 1;
}

/** Reads by source files: by name, or by the retired SDK that they still import. */
function readersInSource({ path, after, owner }: SourceResult): readonly VariableReader[] {
  if (!/CLERK_|clerk-sdk-node|node-legacy/.test(after)) return [];
  const named = sourceVariables(path, after).map(({ name, line }) => ({
    name,
    file: path,
    line,
    readsBelow: false,
  }));
  const usesSdk = (owner?.legacyMajor ?? 5) < 5 && legacyPackages.some((name) => importsOf(after).has(name));
  const line = usesSdk ? lineOfImport(after) : 0;
  return [...named, ...(usesSdk ? readBySdk.map((name) => ({ name, file: path, line, readsBelow: false })) : [])];
}

/** Packages of older versions, and those that are not migrated, read the old names themselves. */
function readersInPackage({ path, manifest, isBlocked, legacyMajor }: ProjectPackage): readonly VariableReader[] {
  return manifest.dependencies.flatMap(({ name, range, node }) => {
    const below = oldPackages.find(([pattern]) => pattern.test(name))?.[1] ?? 0;
    const major = Number(/\d+/.exec(range)?.[0] ?? 99);
    const isLeft = isBlocked && legacyPackages.includes(name) && (legacyMajor ?? 5) < 5;
    if (major >= below && !isLeft) return [];
    const line = manifest.text.slice(0, node.offset).split('\n').length;
    return readBySdk.map((variable) => ({ name: variable, file: path, line, readsBelow: false }));
  });
}

function isInside(folder: string, path: string): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder}/`);
}

/** Whether a place may get its variables from a `.env` file. */
function mayRead(reader: VariableReader, environment: string, packages: readonly ProjectPackage[]): boolean {
  const folder = posix.dirname(environment);
  const from = posix.dirname(reader.file);
  if (isInside(folder, from)) return true;
  if (reader.readsBelow && isInside(from, folder)) return true;
  return ownerOf(environment, packages) === ownerOf(reader.file, packages);
}

/** Scripts, configurations, and the `.env` files where one value refers to another variable. */
function readersInFiles(reader: ProjectReader, files: ProjectFiles): readonly VariableReader[] {
  const inScripts = [...files.configurations, ...files.packageJsons].flatMap((file) =>
    variableMentions(reader.read(file)).flatMap(({ name, line, isRead }) =>
      isRead ? [{ name, file, line, readsBelow: true }] : [],
    ),
  );
  const inValues = files.environments.flatMap((file) =>
    reader
      .read(file)
      .split('\n')
      .flatMap((line, index) => {
        const names = readBySdk.filter((name) => new RegExp(`^[^#]*=.*\\$\\{?${name}\\b`).test(line));
        return names.map((name) => ({ name, file, line: index + 1, readsBelow: false }));
      }),
  );
  return [...inScripts, ...inValues];
}

/** Reports old names in files that are not edited, such as CI and container configuration. */
function reportConfigurations(reader: ProjectReader, files: ProjectFiles): readonly Finding[] {
  return [...files.configurations, ...files.packageJsons].flatMap((path) =>
    variableMentions(reader.read(path)).map(({ name, line, isRead }) =>
      finding(removedVariables.has(name) && !isRead ? 'variable-gone' : 'variable-elsewhere', path, line, name),
    ),
  );
}

/** Reports old names that are left in code, such as names in texts. */
function reportSources(migrated: readonly SourceResult[]): readonly Finding[] {
  return migrated.flatMap(({ path, after, owner, findings }) => {
    if (owner?.legacyMajor === undefined || !after.includes('CLERK_')) return [];
    const known = new Set(findings.map(({ line }) => line));
    return sourceVariables(path, after)
      .filter(({ line, name }) => !known.has(line) && !removedVariables.has(name))
      .map(({ name, line }) => finding('variable-left', path, line, name));
  });
}

/** Renames the variables of `.env` files, unless something still reads an old name, and reports the old names elsewhere. */
export function migrateEnvironment(
  reader: ProjectReader,
  files: ProjectFiles,
  packages: readonly ProjectPackage[],
  migrated: readonly SourceResult[],
): { readonly changes: readonly FileChange[]; readonly findings: readonly Finding[] } {
  const readers = [
    ...migrated.flatMap(readersInSource),
    ...packages.flatMap(readersInPackage),
    ...readersInFiles(reader, files),
  ];
  const results = files.environments.map((path) => {
    const before = reader.read(path);
    const readersOf = (name: string) => {
      const found = readers.filter((one) => one.name === name && mayRead(one, path, packages));
      return [...new Set(found.map(({ file, line }) => `${file}:${line}`))];
    };
    return { path, before, ...migrateEnvironmentFile(path, before, readersOf) };
  });
  return {
    changes: results
      .filter(({ before, text }) => before !== text)
      .map(({ path, before, text }) => ({ path, before, after: text, isSecret: true })),
    findings: [
      ...results.flatMap(({ findings }) => findings),
      ...reportConfigurations(reader, files),
      ...reportSources(migrated),
    ],
  };
}
