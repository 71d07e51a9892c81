import type { ClientExports } from '../clients/client-value.js';
import { clientModulesOf, exportedClients } from '../clients/exported-clients.js';
import { importersOf, importLinks, type ImportAlias, type ImportLinks } from '../project/import-links.js';
import { filesReceivingLegacyRequests } from '../project/files-receiving-legacy-requests.js';
import { migrateSource } from '../migrate-source.js';
import type { Finding } from '../source/finding.js';
import { legacyPackages } from '../source/rename-module.js';
import { ownerOf, type ProjectPackage } from './plan-packages.js';

/** A source file after the migration. */
export interface SourceResult {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly owner: ProjectPackage | undefined;
  readonly findings: readonly Finding[];
}

const foreignAuth = ['express-jwt', 'express-oauth2-jwt-bearer', 'express-basic-auth'];
const foreignSession = [
  'express-session',
  'cookie-session',
  'client-sessions',
  'iron-session',
  '@fastify/session',
  '@fastify/secure-session',
  'hono-sessions',
];

const augmentation = /\bextends\b[^{]*\b(Loose|Strict)AuthProp\b/;
const isLegacy = (text: string) => legacyPackages.some((name) => text.includes(name));

/** The exports of files that are, or may be, guards of the official Express package. */
function exportedGuards(
  sources: ReadonlyMap<string, string>,
  links: ImportLinks,
  importers: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, ClientExports> {
  const makers = [...sources].filter(([, text]) => text.includes('@clerk/express')).map(([path]) => path);
  return exportedClients(sources, makers, links, importers);
}

function hasGuard(exports: ClientExports): boolean {
  return Object.values(exports).some((one) => one === 'guard' || (typeof one === 'object' && hasGuard(one)));
}

/** The modules that a file imports and that export guards. */
function guardModulesOf(
  path: string,
  links: ImportLinks,
  guards: ReadonlyMap<string, ClientExports>,
): Readonly<Record<string, ClientExports>> | undefined {
  const modules = clientModulesOf(path, links, guards) ?? {};
  const found = Object.entries(modules).filter(([, exports]) => hasGuard(exports));
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

/** How each package declares its requests, by a global augmentation. */
function augmentedPackages(
  roots: ReadonlyMap<string, string>,
  packages: readonly ProjectPackage[],
): ReadonlyMap<ProjectPackage | undefined, 'strict' | 'loose'> {
  const augmented = new Map<ProjectPackage | undefined, 'strict' | 'loose'>();
  for (const [path, text] of roots) {
    const kind = augmentation.exec(text)?.[1];
    if (kind) augmented.set(ownerOf(path, packages), kind === 'Strict' ? 'strict' : 'loose');
  }
  return augmented;
}

/** Major versions of the official packages of a package, as far as its ranges show them. Version 4 of the retired SDK brought a first version. */
function majorsOf({ manifest, legacyMajor }: ProjectPackage): Readonly<Record<string, number>> {
  const majors = manifest.dependencies.flatMap(({ name, range }) => {
    const major = name.startsWith('@clerk/') ? /^\D{0,3}(\d+)(?:\.|$)/.exec(range)?.[1] : undefined;
    return major === undefined ? [] : [[name, Number(major)] as const];
  });
  const brought = legacyMajor === 4 ? { '@clerk/backend': 0 } : {};
  const declared = manifest.dependencies.map(({ name }) => name);
  return { ...(declared.includes('@clerk/backend') ? {} : brought), ...Object.fromEntries(majors) };
}

/**
 * Migrates the sources of a project. Those of a package that must not change are left out.
 * @param aliases - of the project's own modules
 * @param onProgress - called before each file
 */
export function migrateSources(
  sources: ReadonlyMap<string, string>,
  packages: readonly ProjectPackage[],
  aliases: readonly ImportAlias[],
  onProgress: (done: number, total: number) => void,
): readonly SourceResult[] {
  const roots = new Map([...sources].filter(([, text]) => isLegacy(text)));
  const links = importLinks(sources, aliases);
  const reached = filesReceivingLegacyRequests(links, roots.keys());
  const importers = importersOf(links);
  const exported = exportedClients(sources, roots.keys(), links, importers);
  const guards = exportedGuards(sources, links, importers);
  const augmented = augmentedPackages(roots, packages);
  const results: SourceResult[] = [];
  let done = 0;
  for (const [path, before] of sources) {
    onProgress((done += 1), sources.size);
    const owner = ownerOf(path, packages);
    if (owner?.isBlocked) continue;
    const declared = augmented.get(owner);
    const names = new Set(owner?.manifest.dependencies.map(({ name }) => name));
    const has = (libraries: readonly string[]) => libraries.some((name) => names.has(name));
    const framework = owner?.framework ?? 'express';
    const { text, findings } = migrateSource(path, before, {
      target: owner?.target ?? framework,
      framework,
      usesLegacy: owner?.legacyMajor !== undefined,
      legacyMajor: owner?.legacyMajor ?? 5,
      honoClerkAuthMajor: owner?.honoClerkAuthMajor,
      receivesLegacyRequests: reached.has(path) || (declared !== undefined && /["']express["']/.test(before)),
      isModulePackage: owner?.manifest.type === 'module',
      hasStrictRequests: declared === 'strict',
      officialMajors: owner && majorsOf(owner),
      clientModules: clientModulesOf(path, links, exported),
      guardModules: guardModulesOf(path, links, guards),
      foreignAuth: has(foreignAuth),
      foreignSession: has(foreignSession),
    });
    results.push({ path, before, after: text, owner, findings });
  }
  return results;
}

const imported =
  /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire(?:\.resolve)?\s*\(\s*|\b\w*[mM]ock\w*(?:<[^>]*>)?\(\s*|\bRequireActual\(\s*|\bimportActual(?:<[^>]*>)?\(\s*|\btypes\s*=\s*|\bmodule\s+)["'`]((?:@clerk|@acme|@hono)\/[\w-]+)(?:\/[\w./-]+)?["'`]/g;

/** Nuxt loads the modules that its configuration lists by name. */
const listed = /["'`](@(?:clerk|acme)\/nuxt)["'`]/g;

/** A source with spaces where it has comments, as far as that can be seen without parsing; lines stay where they are. */
export function withoutComments(text: string): string {
  const blank = (comment: string) => comment.replace(/[^\n]/g, ' ');
  return text.replace(/\/\*[\s\S]*?\*\//g, blank).replace(/(?<=^|[\s;,{}()])\/\/(?!\/\s*<reference).*$/gm, blank);
}

/** The packages of ours and of Clerk that a source imports. */
export function importsOf(text: string): ReadonlySet<string> {
  const code = withoutComments(text);
  return new Set([imported, listed].flatMap((one) => Array.from(code.matchAll(one), ([, name = '']) => name)));
}
