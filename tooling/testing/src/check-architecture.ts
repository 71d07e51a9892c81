import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSource, type Source } from './read-source.js';

/** What a violation is about. */
export type Rule = 'layers' | 'circles' | 'root-files' | 'names' | 'constants' | 'privates' | 'long-functions';

/** The order of a package. */
export interface Architecture {
  /** The folder of the sources: a path, or the URL of one. */
  readonly folder: string | URL;
  /**
   * Lowest first, each a list of folders (`token`, or `http/json` for one inside another) and of files (`errors.ts`). A
   * file imports from its own layer or from a lower one; every file that is no door belongs to one.
   */
  readonly layers: readonly (readonly string[])[];
  /** Files that only re-export for users: no file imports one. One that is also in a layer may be imported. */
  readonly doors?: readonly string[];
  /** The files that may be in the folder itself, doors included; default: any. */
  readonly rootFiles?: readonly string[];
  /** Longest function, in lines; default 60. */
  readonly maxFunctionLines?: number;
  /**
   * What a rule does not apply to: files (`a/b.ts`) and folders (`a/`). An exception that nothing needs is a violation, so
   * the list gets shorter and never longer.
   */
  readonly except?: Readonly<Partial<Record<Rule, readonly string[]>>>;
}

interface Violation {
  readonly rule: Rule;
  readonly file: string;
  readonly message: string;
}

/** Every way in which the sources are not in order; an empty list when they are. */
export function checkArchitecture(architecture: Architecture): readonly string[] {
  const folder = architecture.folder instanceof URL ? fileURLToPath(architecture.folder) : architecture.folder;
  const sources = readSources(folder);
  const violations = [
    ...checkLayers(sources, architecture),
    ...checkCircles(sources),
    ...checkRootFiles(sources, architecture),
    ...checkNames(sources, architecture),
    ...checkCode(sources, architecture),
  ];
  return applyExceptions(violations, architecture.except ?? {});
}

type Sources = ReadonlyMap<string, Source>;

function readSources(folder: string): Sources {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));
  return new Map(files.sort().map((file) => [file, readSource(file, readFileSync(join(folder, file), 'utf8'))]));
}

const isIn = (file: string, entry: string) =>
  file === entry || (!entry.endsWith('.ts') && file.startsWith(entry.endsWith('/') ? entry : `${entry}/`));

/** The place of a file in the order; the longest entry that fits counts. -1: none does. */
function layerOf(file: string, layers: Architecture['layers']): number {
  const fits = layers.flatMap((layer, place) =>
    layer.filter((entry) => isIn(file, entry)).map((entry) => ({ place, length: entry.length })),
  );
  return fits.sort((a, b) => b.length - a.length)[0]?.place ?? -1;
}

function* checkLayers(sources: Sources, { layers, doors = [] }: Architecture): Iterable<Violation> {
  for (const [file, { imports }] of sources) {
    const place = layerOf(file, layers);
    const isDoor = doors.includes(file);
    if (isDoor && place < 0) continue;
    if (place < 0) yield { rule: 'layers', file, message: 'belongs to no layer' };
    for (const imported of imports) {
      const placeOfImported = layerOf(imported, layers);
      if (doors.includes(imported) && placeOfImported < 0)
        yield { rule: 'layers', file, message: `imports the door ${imported}` };
      else if (!isDoor && placeOfImported > place && place >= 0)
        yield { rule: 'layers', file, message: `imports ${imported} of a higher layer` };
    }
  }
}

/** One violation for each circle that is found, types included. */
function checkCircles(sources: Sources): readonly Violation[] {
  const done = new Set<string>();
  const found: Violation[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      const circle = [...path.slice(path.indexOf(file)), file];
      found.push({ rule: 'circles', file, message: `imports itself: ${circle.join(' -> ')}` });
      return;
    }
    if (done.has(file)) return;
    for (const imported of sources.get(file)?.imports ?? []) visit(imported, [...path, file]);
    done.add(file);
  };
  for (const file of sources.keys()) visit(file, []);
  return found;
}

function* checkRootFiles(sources: Sources, { rootFiles }: Architecture): Iterable<Violation> {
  if (!rootFiles) return;
  for (const file of sources.keys())
    if (!file.includes('/') && !rootFiles.includes(file))
      yield { rule: 'root-files', file, message: 'is in the folder of the sources itself' };
}

/** `user-json.ts` exports `userJson`, `UserJson` or `userJSON`. */
function* checkNames(sources: Sources, { doors = [] }: Architecture): Iterable<Violation> {
  for (const [file, { exports }] of sources) {
    const name = basename(file, '.ts');
    if (name === 'index' || doors.includes(file) || exports.length === 0) continue;
    if (!/^[a-z\d]+(-[a-z\d]+)*$/.test(name))
      yield { rule: 'names', file, message: 'has a name that is not kebab-case' };
    const expected = name.replaceAll('-', '').toLowerCase();
    if (!exports.some((exported) => exported.toLowerCase() === expected))
      yield {
        rule: 'names',
        file,
        message: `has the name of none of its exports: ${[...new Set(exports)].slice(0, 8).join(', ')}`,
      };
  }
}

function* checkCode(sources: Sources, { maxFunctionLines = 60 }: Architecture): Iterable<Violation> {
  for (const [file, { capitals, privates, functions }] of sources) {
    for (const name of capitals)
      yield { rule: 'constants', file, message: `has a constant in capital letters: ${name}` };
    for (const name of privates) yield { rule: 'privates', file, message: `has a member without #: private ${name}` };
    for (const { name, lines } of functions)
      if (lines > maxFunctionLines) yield { rule: 'long-functions', file, message: `has ${name} of ${lines} lines` };
  }
}

function applyExceptions(
  violations: readonly Violation[],
  except: NonNullable<Architecture['except']>,
): readonly string[] {
  const entries = Object.entries(except).flatMap(([rule, files]) => files.map((entry) => ({ rule, entry })));
  const used = new Set<object>();
  const left = violations.filter(({ rule, file }) => {
    const fitting = entries.filter((exception) => exception.rule === rule && isIn(file, exception.entry));
    for (const exception of fitting) used.add(exception);
    return fitting.length === 0;
  });
  const needless = entries.filter((exception) => !used.has(exception));
  return [
    ...left.map(({ rule, file, message }) => `${file} ${message} (${rule})`),
    ...needless.map(({ rule, entry }) => `${entry} needs no exception (${rule})`),
  ];
}
