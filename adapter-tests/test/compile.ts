import { join } from 'node:path';
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
};

/** Compiles a module as if it stood in this package, so that it can import what the package depends on. */
export function compile(text: string): { readonly program: ts.Program; readonly file: ts.SourceFile } {
  const name = join(folder, 'program.mts');
  const host = ts.createCompilerHost(strict);
  const readFile = host.getSourceFile.bind(host);
  host.getSourceFile = (path, ...rest) =>
    path === name ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : readFile(path, ...rest);
  host.fileExists = (path) => path === name || ts.sys.fileExists(path);
  const program = ts.createProgram([name], strict, host);
  const file = program.getSourceFile(name);
  if (!file) throw new Error('The program was not read.');
  return { program, file };
}

/** What the compiler says of a module, one text for each problem. */
export function problemsOf(text: string): readonly string[] {
  const { program, file } = compile(text);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(({ messageText }) =>
    ts.flattenDiagnosticMessageText(messageText, '\n'),
  );
}
