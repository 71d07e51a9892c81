import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const folder = fileURLToPath(new URL('..', import.meta.url));

const strict: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  skipLibCheck: true,
  jsx: ts.JsxEmit.Preserve,
  // NestJS needs them.
  experimentalDecorators: true,
};

/** Modules that are not on disk, by their place in this package. */
export type Modules = ReadonlyMap<string, string>;

/** Where a module of that name is: in this package, so that it can import what the package depends on. */
export const placeOf = (name: string): string => join(folder, name);

/** What was read from disk, once for all programs. */
const known = new Map<string, ts.SourceFile | undefined>();

function createHost(modules: Modules): ts.CompilerHost {
  const host = ts.createCompilerHost(strict);
  const readFile = host.getSourceFile.bind(host);
  const texts = new Map([...modules].map(([name, text]) => [placeOf(name), text]));
  const folders = new Set([...texts.keys()].map((place) => dirname(place)));
  host.getSourceFile = (path, settings, ...rest) => {
    const text = texts.get(path);
    if (text !== undefined) return ts.createSourceFile(path, text, settings);
    if (!known.has(path)) known.set(path, readFile(path, settings, ...rest));
    return known.get(path);
  };
  host.fileExists = (path) => texts.has(path) || ts.sys.fileExists(path);
  host.directoryExists = (path) => folders.has(path) || ts.sys.directoryExists(path);
  return host;
}

/** Compiles modules as one program. */
function createProgram(modules: Modules, settings = strict): ts.Program {
  return ts.createProgram([...modules.keys()].map(placeOf), settings, createHost(modules));
}

/** Compiles a module as if it were in this package. */
export function compile(text: string): { readonly program: ts.Program; readonly file: ts.SourceFile } {
  const program = createProgram(new Map([['program.mts', text]]));
  const file = program.getSourceFile(placeOf('program.mts'));
  if (!file) throw new Error('The program was not read.');
  return { program, file };
}

function problemsIn(program: ts.Program, file: ts.SourceFile): readonly ts.Diagnostic[] {
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
}

const textOf = ({ messageText }: ts.Diagnostic) => ts.flattenDiagnosticMessageText(messageText, '\n');

/** What the compiler says of a module, one text for each problem. */
export function problemsOf(text: string): readonly string[] {
  const { program, file } = compile(text);
  return problemsIn(program, file).map(textOf);
}

/** What the compiler says of each module of a program: line, counted from 1, and text of each problem. */
export function problemsOfEach(modules: Modules): ReadonlyMap<string, readonly string[]> {
  const program = createProgram(modules);
  return new Map(
    [...modules.keys()].map((name) => {
      const file = program.getSourceFile(placeOf(name));
      if (!file) throw new Error(`${name} was not read.`);
      const lineOf = ({ start = 0 }: ts.Diagnostic) => file.getLineAndCharacterOfPosition(start).line + 1;
      return [name, problemsIn(program, file).map((each) => `line ${lineOf(each)}: ${textOf(each)}`)];
    }),
  );
}

/** Names that do not exist, also in other modules, and types that are imported as if they were values. */
const nameProblems: ReadonlySet<number> = new Set([1361, 1362, 1484, 2304, 2305, 2307, 2552, 2614, 2693, 2724]);

/**
 * What would fail when modules without types are loaded: syntax, and names that do not exist. What is missing for the compiler only, such as
 * the type of an argument, is none of it.
 * @param lengthOf - how much of a module counts, from its beginning
 */
export function loadProblemsOfEach(
  modules: Modules,
  lengthOf: ReadonlyMap<string, number>,
): ReadonlyMap<string, readonly string[]> {
  const program = createProgram(modules, { ...strict, verbatimModuleSyntax: true });
  return new Map(
    [...modules.keys()].map((name) => {
      const file = program.getSourceFile(placeOf(name));
      if (!file) throw new Error(`${name} was not read.`);
      const missing = program.getSemanticDiagnostics(file).filter(({ code }) => nameProblems.has(code));
      const found = [...program.getSyntacticDiagnostics(file), ...missing];
      return [name, found.filter(({ start = 0 }) => start < (lengthOf.get(name) ?? 0)).map(textOf)];
    }),
  );
}
