import { format, resolveConfig } from 'prettier';
import { blankSourceFile } from 'ts-blank-space';
import ts from 'typescript';

/** A block of a page, in both languages. */
export interface Variants {
  readonly typescript: string;
  readonly javascript: string;
}

const typed: ReadonlySet<string> = new Set(['ts', 'mts', 'tsx', 'typescript']);
const untyped: ReadonlySet<string> = new Set(['js', 'mjs', 'jsx', 'javascript']);

/** The name of the file that a block is: a comment in its first line. */
const namedFile = /^\/\/ ([\w./[\]()$-]+\.(?:d\.)?[cm]?[jt]sx?)\b/;

/** Files that a text names: the block's own, and those that it imports or lists. */
const namedFiles = /(^\/\/ |['"])([\w./[\]()$-]*\w)\.([cm]?)([jt])s(x?)(?=\b)/gm;

/** The same files, in the other language. A config file keeps its kind. */
function renameFiles(code: string, from: 'j' | 't', to: 'j' | 't'): string {
  return code.replace(namedFiles, (whole, before: string, path: string, kind: string, letter: string, x: string) => {
    // A package is no file of the reader.
    const isFile = before === '// ' || path.startsWith('.') || /^(?:routes|src|app)\//.test(path);
    return letter === from && isFile ? `${before}${path}.${kind}${to}s${x}` : whole;
  });
}

function hasDecorators(node: ts.Node): boolean {
  return ts.isDecorator(node) || (ts.forEachChild(node, hasDecorators) ?? false);
}

/** A block without its types; nothing where JavaScript cannot say it: declarations, and decorators. */
async function toJavaScript(code: string): Promise<string | undefined> {
  if (namedFile.exec(code)?.[1]?.endsWith('.d.ts')) return undefined;
  const file = ts.createSourceFile('block.tsx', code, ts.ScriptTarget.ESNext, false, ts.ScriptKind.TSX);
  if (hasDecorators(file)) return undefined;
  const blanked = blankSourceFile(file, (node) => {
    throw new Error(`A block has types that cannot be left out: ${node.getText(file)}`);
  });
  if (blanked.replace(/^\s*\/\/.*$/gm, '').trim() === '') return undefined;
  const options = await resolveConfig(import.meta.filename);
  const formatted = await format(renameFiles(blanked, 't', 'j'), { ...options, parser: 'babel' });
  // Where an import of types came first, its line is empty now.
  return formatted.trimEnd().replace(/^(\/\/ .*\n)\n(?=import )/, '$1');
}

/**
 * A block of TypeScript or JavaScript in both languages.
 * @param language - of the fence
 * @returns undefined for other languages, and for what JavaScript cannot say
 */
export async function variantsOf(language: string, code: string): Promise<Variants | undefined> {
  const source = code.trimEnd();
  // What is printed as JavaScript is compiled as strict TypeScript: only the names of files differ.
  if (untyped.has(language)) return { javascript: source, typescript: renameFiles(source, 'j', 't') };
  if (!typed.has(language)) return undefined;
  const javascript = await toJavaScript(source);
  return javascript === undefined ? undefined : { typescript: source, javascript };
}

/** The languages of texts that name files of the page. */
const others: ReadonlySet<string> = new Set(['sh', 'bash', 'json', 'jsonc', 'yaml', 'toml', 'dockerfile']);

/**
 * Commands and configuration in both languages.
 * @param files - the files of the page, as its blocks name them
 * @returns undefined if the text names none of them
 */
export function variantsOfText(language: string, text: string, files: readonly string[]): Variants | undefined {
  if (!others.has(language)) return undefined;
  let [typescript, javascript] = [text, text];
  for (const file of files) {
    const name = new RegExp(`(?<![\\w.-])${file.replace(/[.[\]()$]/g, '\\$&')}(?![\\w-])`, 'g');
    typescript = typescript.replace(name, file.replace(/\.([cm]?)js(x?)$/, '.$1ts$2'));
    javascript = javascript.replace(name, file.replace(/\.([cm]?)ts(x?)$/, '.$1js$2'));
  }
  if (typescript === javascript) return undefined;
  const runs = language === 'sh' && /\bnode\b.*\.m?ts\b/.test(typescript);
  const note = runs ? '# Node.js 22.18 or newer runs TypeScript itself.\n' : '';
  return { typescript: note + typescript.trimEnd(), javascript: javascript.trimEnd() };
}

/** The files that the blocks of a page are. */
export function filesOf(codes: readonly string[]): readonly string[] {
  return [...new Set(codes.flatMap((code) => namedFile.exec(code)?.[1] ?? []))].filter(
    (file) => !file.endsWith('.d.ts'),
  );
}
