import { parse, type ParserPlugin } from '@babel/parser';
import traverseModule, { type NodePath, type Scope, type TraverseOptions } from '@babel/traverse';
import type { File } from '@babel/types';
import { embeddedCode, embeddingExtensions, type EmbeddedCode } from './embedded-code.js';

/** A source text as a syntax tree, or why it has none. */
export type Parsed =
  | { readonly ok: true; readonly ast: File }
  | { readonly ok: false; readonly code: 'not-parsed' | 'scripts-together'; readonly message: string };

/** Extensions of the files that are read as source code. */
export const sourceExtensions = ['js', 'jsx', 'ts', 'tsx', 'mjs', 'cjs', 'mts', 'cts', ...embeddingExtensions];

const typeScriptName = /\.[cm]?tsx?$/;

/** Whether a file is TypeScript: by its name, or by the language of the code in it. */
export function isTypeScript(path: string, text: string): boolean {
  return embeddedCode(path, text)?.isTypeScript ?? typeScriptName.test(path);
}

/** Dialects to try one after the other. JavaScript is parsed with Flow annotations only if it does not parse without. */
function dialects(path: string, embedded: EmbeddedCode | undefined): readonly (readonly ParserPlugin[])[] {
  if (embedded) {
    const typed: readonly ParserPlugin[][] = [['typescript'], ['typescript', 'jsx']];
    return embedded.isTypeScript ? typed : [['jsx'], ...typed];
  }
  const isTyped = typeScriptName.test(path);
  if (path.endsWith('x') && isTyped) return [['typescript', 'jsx']];
  // Declarations may leave out `declare` and initial values.
  if (/\.d\.[cm]?ts$/.test(path)) return [[['typescript', { dts: true }]]];
  if (isTyped) return [['typescript']];
  return [['jsx'], ['jsx', 'flow']];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Parses code in the first dialect that accepts it; a message if none does. */
function parseCode(code: string, accepted: readonly (readonly ParserPlugin[])[]): File | string {
  let message = '';
  for (const dialect of accepted) {
    try {
      return parse(code, {
        sourceType: 'unambiguous',
        allowReturnOutsideFunction: true,
        allowAwaitOutsideFunction: true,
        allowUndeclaredExports: true,
        plugins: [...dialect, 'decorators-legacy'],
      });
    } catch (error) {
      message ||= messageOf(error);
    }
  }
  return message;
}

/** Parses a file; its extension selects the dialect. */
export function parseSource(path: string, text: string): Parsed {
  const embedded = embeddedCode(path, text);
  const accepted = dialects(path, embedded);
  const result = parseCode(embedded?.code ?? text, accepted);
  if (typeof result !== 'string') return { ok: true, ast: result };
  const { scripts } = embedded ?? { scripts: [] };
  const isSplit = scripts.length > 1 && scripts.every((one) => typeof parseCode(one, accepted) !== 'string');
  return { ok: false, code: isSplit ? 'scripts-together' : 'not-parsed', message: result };
}

/** Visits a syntax tree. Node.js and bundlers give the default export of a CommonJS module differently; both forms work here. */
export const traverse: (ast: File, visitor: TraverseOptions) => void =
  typeof traverseModule === 'function' ? traverseModule : traverseModule.default;

export type { NodePath, Scope };
