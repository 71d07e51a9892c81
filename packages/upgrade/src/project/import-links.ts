import { posix } from 'node:path';

/** Which file of the project each specifier of a file refers to. */
export type ImportLinks = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A prefix of specifiers, and the folders or files that it may refer to: `@/` to `src/`, the name of a package to its folder. */
export interface ImportAlias {
  /** Only files in this folder use it; `.` for all. */
  readonly folder: string;
  readonly prefix: string;
  readonly targets: readonly string[];
}

const imported = /(?:\bfrom\s*|\brequire\(\s*|\bimport\(\s*|\bimport\s+)["']([^"'\n]+)["']/g;
const endings = ['ts', 'tsx', 'js', 'jsx', 'mts', 'cts', 'mjs', 'cjs', 'vue', 'svelte', 'astro'].map(
  (one) => `.${one}`,
);
const indexes = ['ts', 'js', 'tsx', 'mjs', 'cjs'].map((one) => `/index.${one}`);

/** The file that a path without its ending refers to. TypeScript files may be imported by the name of the compiled file. */
function fileAt(path: string, files: ReadonlySet<string>): string | undefined {
  const base = posix.normalize(path).replace(/\/$/, '');
  const withoutJs = base.replace(/\.([cm]?)jsx?$/, '');
  const typed = base === withoutJs ? [] : ['.ts', '.tsx', '.mts', '.cts'].map((ending) => withoutJs + ending);
  return [base, ...[...endings, ...indexes].map((ending) => base + ending), ...typed].find((one) => files.has(one));
}

function resolve(
  from: string,
  specifier: string,
  files: ReadonlySet<string>,
  aliases: readonly ImportAlias[],
): string | undefined {
  if (/^\.{1,2}(?:\/|$)/.test(specifier)) return fileAt(posix.join(posix.dirname(from), specifier), files);
  for (const { folder, prefix, targets } of aliases) {
    const isWhole = prefix !== '' && !prefix.endsWith('/');
    const isMatch = isWhole ? `${specifier}/`.startsWith(`${prefix}/`) : specifier.startsWith(prefix);
    if (!isMatch || (folder !== '.' && !from.startsWith(`${folder}/`))) continue;
    const rest = specifier.slice(prefix.length);
    const found = targets.map((target) => fileAt(posix.join(target, rest), files)).find((one) => one !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The imports of a project's own files.
 * @param sources - path to text
 */
export function importLinks(sources: ReadonlyMap<string, string>, aliases: readonly ImportAlias[]): ImportLinks {
  const files = new Set(sources.keys());
  const links = new Map<string, ReadonlyMap<string, string>>();
  for (const [file, text] of sources) {
    const own = new Map<string, string>();
    for (const [, specifier = ''] of text.matchAll(imported)) {
      const to = own.has(specifier) ? undefined : resolve(file, specifier, files, aliases);
      if (to !== undefined) own.set(specifier, to);
    }
    if (own.size > 0) links.set(file, own);
  }
  return links;
}

/** By file: the files that import it. */
export function importersOf(links: ImportLinks): ReadonlyMap<string, readonly string[]> {
  const importers = new Map<string, string[]>();
  for (const [file, own] of links) {
    for (const to of own.values()) importers.set(to, [...(importers.get(to) ?? []), file]);
  }
  return importers;
}
