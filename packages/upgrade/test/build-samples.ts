import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { sourcesIn } from './upgraded-project.js';

const emitted: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
  esModuleInterop: true,
};
const checked: ts.CompilerOptions = {
  ...emitted,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
  typeRoots: [join(import.meta.dirname, '..', '..', '..', 'node_modules', '@types')],
};

function sourcesOf(folder: string, ending: string): readonly string[] {
  return sourcesIn(folder).flatMap(({ file }) => (file.endsWith(ending) ? [file] : []));
}

function isModule(file: string): boolean {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (!existsSync(manifest)) continue;
    return (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly type?: string }).type === 'module';
  }
  return false;
}

/** Writes a JavaScript file beside each TypeScript file of a folder. */
export function transpile(folder: string): void {
  for (const file of sourcesOf(folder, '.ts')) {
    const module = isModule(file) ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS;
    const compilerOptions = { ...emitted, module };
    const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions, fileName: file });
    writeFileSync(file.replace(/\.ts$/, '.js'), outputText);
  }
}

/**
 * Checks the types of all files with an ending, in several folders as one program: the types of the packages are read once.
 * TypeScript is checked strictly, JavaScript as loosely as it is written.
 * @returns the complaints of the compiler
 */
export function typeCheck(folders: readonly string[], ending: '.ts' | '.js'): readonly string[] {
  const loose = { strict: false, allowJs: true, checkJs: true };
  const files = folders.flatMap((folder) => sourcesOf(folder, ending));
  const program = ts.createProgram(files, { ...checked, ...(ending === '.ts' ? { strict: true } : loose) });
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${file?.fileName ?? ''}:${line} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}
