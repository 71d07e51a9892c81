import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

// Programs that compile with the last releases of the retired package, and here after the import is changed, and nothing else.
const folder = fileURLToPath(new URL('./programs/', import.meta.url));
const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  target: ts.ScriptTarget.ES2022,
  esModuleInterop: true,
  types: ['node'],
};

/** The files that the programs have in common are read once. */
const read = new Map<string, ts.SourceFile | undefined>();

function compile(version: string): readonly string[] {
  const file = `${folder}server-${version}.ts`;
  const source = readFileSync(`${file}.txt`, 'utf8').replaceAll('@clerk/clerk-sdk-node', '@acme/node-legacy');
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([file], options, {
    ...host,
    fileExists: (path) => path === file || host.fileExists(path),
    readFile: (path) => (path === file ? source : host.readFile(path)),
    getSourceFile: (path, target, onError) => {
      if (path === file) return ts.createSourceFile(path, source, target);
      if (!read.has(path)) read.set(path, host.getSourceFile(path, target, onError));
      return read.get(path);
    },
  });
  return ts.getPreEmitDiagnostics(program).map(({ file: where, start = 0, messageText }) => {
    const line = where ? where.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}

describe('TypeScript programs of the retired package', () => {
  it.each(['2.6', '4', '5'])('one of %s compiles strictly after its import is changed', (version) => {
    expect(compile(version)).toEqual([]);
  });
});
