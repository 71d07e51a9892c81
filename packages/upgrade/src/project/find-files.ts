import { globby } from 'globby';
import { backupFolder } from './backup-folder.js';
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
  '.yarn/{cache,unplugged,releases,plugins,sdks,versions,install-state.gz}',
  'vendor',
  backupFolder,
];
const ignore = [...skipped.map((name) => `**/${name}/**`), '**/*.min.*'];

/** The files of a project by kind. Paths are relative to its folder, with forward slashes. */
export interface ProjectFiles {
  readonly sources: readonly string[];
  readonly packageJsons: readonly string[];
  readonly environments: readonly string[];
  /** Files that may name packages or environment variables, and scripts: not edited, only reported. */
  readonly configurations: readonly string[];
  /** Patches of installed packages, which their names name. */
  readonly patches: readonly string[];
}

const environmentNames = ['**/.env', '**/.env.*', '**/*.env', '**/.envrc', '**/.dev.vars', '**/.dev.vars.*'];

const configurationNames = [
  '**/*.{yml,yaml,toml,tf,tfvars,hcl}',
  '**/*.{sh,bash,zsh,ps1,bat,cmd}',
  '**/{Dockerfile,Containerfile,Jenkinsfile,Makefile,makefile,GNUmakefile,justfile,Procfile,Caddyfile}*',
  '**/*.{Dockerfile,dockerfile,mk,service}',
  '**/{vercel,now,app,firebase,turbo,nx,project,lerna,renovate,deno,jest.config,babel.config,wrangler,nest-cli,angular,components}.json',
  '**/{tsconfig,jsconfig}*.json',
  '**/{deno,wrangler,turbo,tsconfig}*.jsonc',
  '**/{.babelrc,.swcrc,.mocharc,.eslintrc,.lintstagedrc,.c8rc,.nycrc,.depcheckrc,.ncurc}{,.json,.jsonc}',
  '**/serverless.*',
  '**/{.npmrc,.nvmrc,.node-version,.tool-versions}',
  '.husky/*',
  '.devcontainer/**/*.json',
  '**/*.{html,htm,importmap}',
  '**/*.{coffee,litcoffee,civet,ejs,pug,hbs,njk,marko}',
];

const lockfile = /(?:^|\/)pnpm-lock\.yaml$/;

/** Finds the files of a project. What git ignores is left out, except `.env` files, which are usually ignored. */
export async function findFiles(folder: string): Promise<ProjectFiles> {
  const options = { cwd: folder, ignore, dot: true, followSymbolicLinks: false };
  const find = async (patterns: readonly string[], gitignore: boolean) =>
    (await globby(patterns, { ...options, gitignore })).sort();
  const [sources, packageJsons, environments, configurations, patches] = await Promise.all([
    find([`**/*.{${sourceExtensions.join(',')}}`], true),
    find(['**/package.json'], true),
    find(environmentNames, false),
    find(configurationNames, true),
    find(['**/*.patch'], true),
  ]);
  const files = environments.filter((path) => !/\.(?:[cm]?[jt]sx?|json|ya?ml|toml|sh)$/.test(path));
  const isOther = new Set([...sources, ...files]);
  return {
    sources,
    packageJsons,
    environments: files,
    configurations: configurations.filter((path) => !lockfile.test(path) && !isOther.has(path)),
    patches,
  };
}

/** Whether a program wrote the file, by its header or its long lines. Such a file is not edited: its generator must change. */
export function isGenerated(text: string): boolean {
  const head = text.slice(0, 1000);
  return /@generated\b|\bDO NOT EDIT\b/.test(head) || (text.length > 20_000 && /^.{5000}/m.test(text));
}
