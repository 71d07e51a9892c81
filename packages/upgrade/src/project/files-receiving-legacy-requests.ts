import { posix } from 'node:path';

const relativeImport = /(?:\bfrom\s*|\brequire\(\s*|\bimport\(\s*|\bimport\s+)["'](\.{1,2}(?:\/[^"']*)?)["']/g;
const endings = [
  '',
  '.ts',
  '.tsx',
  '.js',
  '.jsx',
  '.mts',
  '.cts',
  '.mjs',
  '.cjs',
  '/index.ts',
  '/index.js',
  '/index.tsx',
  '/index.mjs',
  '/index.cjs',
];

/** The file that a relative import refers to. TypeScript files may be imported by the name of the compiled file. */
function resolve(from: string, specifier: string, files: ReadonlySet<string>): string | undefined {
  const path = posix.normalize(posix.join(posix.dirname(from), specifier));
  const base = path.replace(/\/$/, '');
  const withoutJs = base.replace(/\.([cm]?)jsx?$/, '');
  const typed = base === withoutJs ? [] : ['.ts', '.tsx', '.mts', '.cts'].map((ending) => withoutJs + ending);
  return [...endings.map((ending) => base + ending), ...typed].find((candidate) => files.has(candidate));
}

function reach(start: Iterable<string>, edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set(start);
  for (const file of reached) edges.get(file)?.forEach((next) => reached.add(next));
  return reached;
}

/**
 * The files that may handle requests after the old middleware ran: those that import a file which uses the old SDK (directly or not), and all that
 * these import.
 * @param sources - path to text
 * @param roots - the files that use the retired SDK
 */
export function filesReceivingLegacyRequests(
  sources: ReadonlyMap<string, string>,
  roots: Iterable<string>,
): ReadonlySet<string> {
  const files = new Set(sources.keys());
  const imports = new Map<string, string[]>();
  const importers = new Map<string, string[]>();
  for (const [file, text] of sources) {
    for (const [, specifier = ''] of text.matchAll(relativeImport)) {
      const to = resolve(file, specifier, files);
      if (to === undefined) continue;
      imports.set(file, [...(imports.get(file) ?? []), to]);
      importers.set(to, [...(importers.get(to) ?? []), file]);
    }
  }
  return reach(reach(roots, importers), imports);
}
