import { parse } from 'jsonc-parser';
import { posix } from 'node:path';
import type { ImportAlias } from './import-links.js';

interface TsConfig {
  readonly compilerOptions?: { readonly baseUrl?: unknown; readonly paths?: Readonly<Record<string, unknown>> };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function compilerOptionsOf(text: string): NonNullable<TsConfig['compilerOptions']> {
  const parsed: unknown = parse(text);
  const options = isRecord(parsed) ? parsed.compilerOptions : undefined;
  if (!isRecord(options)) return {};
  return { baseUrl: options.baseUrl, ...(isRecord(options.paths) ? { paths: options.paths } : {}) };
}

/** The aliases that a `tsconfig.json` or `jsconfig.json` declares. */
function aliasesOfConfig(path: string, text: string): readonly ImportAlias[] {
  const { baseUrl, paths = {} } = compilerOptionsOf(text);
  const folder = posix.dirname(path);
  const base = posix.join(folder, typeof baseUrl === 'string' ? baseUrl : '.');
  const declared = Object.entries(paths).map(([pattern, targets]) => ({
    folder,
    prefix: pattern.replace(/\*$/, ''),
    targets: (Array.isArray(targets) ? targets : []).flatMap((one) =>
      typeof one === 'string' ? [posix.join(base, one.replace(/\*$/, ''))] : [],
    ),
  }));
  return typeof baseUrl === 'string' ? [...declared, { folder, prefix: '', targets: [base] }] : declared;
}

/** The aliases of a package of the workspace: its name, and the prefixes that bundlers use for its sources. */
function aliasesOfPackage(folder: string, name: string | undefined): readonly ImportAlias[] {
  const sources = [`${folder}/src`, folder];
  const own = ['@/', '~/'].map((prefix) => ({ folder, prefix, targets: sources }));
  return name ? [{ folder: '.', prefix: name, targets: [`${folder}/src`, folder, `${folder}/lib`] }, ...own] : own;
}

/**
 * The names under which a project's files import each other, besides relative paths.
 * @param configurations - paths of the configurations of a project; only those of the compiler are read
 */
export function importAliases(
  configurations: readonly string[],
  read: (path: string) => string,
  packages: readonly { readonly folder: string; readonly manifest: { readonly name: string | undefined } }[],
): readonly ImportAlias[] {
  const ofCompiler = configurations.filter((path) => /(?:^|\/)[tj]sconfig[^/]*\.jsonc?$/.test(path));
  return [
    ...ofCompiler.flatMap((path) => aliasesOfConfig(path, read(path))),
    ...packages.flatMap(({ folder, manifest }) => aliasesOfPackage(folder, manifest.name)),
  ];
}
