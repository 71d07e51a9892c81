import { globby } from 'globby';
import { sourceExtensions } from '../source/parse-source.js';

/** Folders with installed or built files. */
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

/** The files of a project by kind. Paths are relative to its folder, with forward slashes. */
export interface ProjectFiles {
  readonly sources: readonly string[];
  readonly packageJsons: readonly string[];
  readonly environments: readonly string[];
  /** Files that may name environment variables: not edited, only reported. */
  readonly configurations: readonly string[];
}

const configurationNames = [
  '**/*.{yml,yaml,toml,tf,hcl}',
  '**/Dockerfile*',
  '**/*.Dockerfile',
  '**/{vercel,app,turbo,now}.json',
  '**/serverless.*',
];

/** Finds the files of a project. What git ignores is left out, except `.env` files, which are usually ignored. */
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

/** Whether a program wrote the file, by its header or its long lines. Such a file is not edited: its generator must change. */
export function isGenerated(text: string): boolean {
  const head = text.slice(0, 1000);
  return /@generated\b|\bDO NOT EDIT\b/.test(head) || (text.length > 20_000 && /^.{5000}/m.test(text));
}
