import { globby } from 'globby';
import { sourceExtensions } from '../source/parse-source.js';

/** Folders of what is installed, built or measured. */
const skipped = [
  'node_modules',
  'dist',
  'build',
  'out',
  'coverage',
  '.git',
  '.next',
  '.nuxt',
  '.output',
  '.turbo',
  '.yarn',
  'vendor',
];
const ignore = [...skipped.map((name) => `**/${name}/**`), '**/*.min.*'];

/** The files of a project, by what is done with them. Paths are relative to its folder, with forward slashes. */
export interface ProjectFiles {
  readonly sources: readonly string[];
  readonly packageJsons: readonly string[];
  readonly environments: readonly string[];
  /** Files that may name environment variables, and are only reported. */
  readonly configurations: readonly string[];
}

const configurationNames = [
  '**/*.{yml,yaml,toml,tf,hcl}',
  '**/Dockerfile*',
  '**/*.Dockerfile',
  '**/{vercel,app,turbo,now}.json',
  '**/serverless.*',
];

/** Finds them. What git ignores is left out, apart from `.env` files, which are ignored for another reason. */
export async function findFiles(folder: string): Promise<ProjectFiles> {
  const options = { cwd: folder, ignore, dot: true, followSymbolicLinks: false };
  const find = async (patterns: readonly string[], gitignore: boolean) =>
    (await globby(patterns, { ...options, gitignore })).sort();
  const [sources, packageJsons, environments, configurations] = await Promise.all([
    find([`**/*.{${sourceExtensions.join(',')}}`], true),
    find(['**/package.json'], true),
    find(['**/.env', '**/.env.*', '**/*.env'], false),
    find(configurationNames, true),
  ]);
  const isLockfile = (name: string) => /(?:^|\/)pnpm-lock\.yaml$/.test(name);
  return { sources, packageJsons, environments, configurations: configurations.filter((name) => !isLockfile(name)) };
}

/** Whether a file says that a program wrote it, or looks so: then the program must be changed. */
export function isGenerated(text: string): boolean {
  const head = text.slice(0, 1000);
  return /@generated\b|\bDO NOT EDIT\b/.test(head) || (text.length > 20_000 && /^.{5000}/m.test(text));
}
