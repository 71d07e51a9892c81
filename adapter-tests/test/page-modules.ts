import ts from 'typescript';
import type { CodeBlock } from './code-blocks.js';

/** A block as a module of a program. */
export interface BlockModule {
  readonly block: CodeBlock;
  /** Its file; the blocks of a page share a folder. */
  readonly name: string;
  readonly text: string;
}

const folderOf = (page: string) => `documentation/${page.replace(/\W+/g, '-')}`;

/**
 * A block whose first line is a comment with a file name is that file; other blocks may import it. Of several with one name, in folders of
 * their own, that is the first.
 */
function fileOf({ line, language, code }: CodeBlock, used: ReadonlySet<string>): string {
  const own = `block-${String(line)}`;
  if (language === 'tsx') return `${own}.tsx`;
  const [, given = own] = /^\/\/ (?:[\w-]+\/)*([\w.-]+)\.m?[jt]s\b/.exec(code) ?? [];
  return used.has(`${given}.mts`) ? `${own}.mts` : `${given}.mts`;
}

/** A bundler finds the file of the routes without its ending; a file of a page that is imported as `.js` is a module here, too. */
const withEnding = (code: string) =>
  code.replace("'./routeTree.gen'", "'./routeTree.gen.mjs'").replace(/'(\.\/[\w.-]+)\.js'/g, "'$1.mjs'");

const importedAs = (file: string) => `./${file.replace(/\.mts$/, '.mjs').replace(/\.tsx$/, '.js')}`;

const has = (statement: ts.Statement, modifier: ts.SyntaxKind) =>
  ts.canHaveModifiers(statement) && (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === modifier);

const isExported = (statement: ts.Statement) => has(statement, ts.SyntaxKind.ExportKeyword);

function bound(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((each) => (ts.isBindingElement(each) ? bound(each.name) : []));
}

function namesOf(statement: ts.Statement): readonly string[] {
  // It is the file's own: other files import it under names that they choose.
  if (has(statement, ts.SyntaxKind.DefaultKeyword)) return [];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => bound(name));
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  )
    return statement.name ? [statement.name.text] : [];
  // Additions to the global types, and to those of a module, have no name.
  const isGlobalScope = (statement.flags & ts.NodeFlags.GlobalAugmentation) !== 0;
  if (ts.isModuleDeclaration(statement) && ts.isIdentifier(statement.name) && !isGlobalScope)
    return [statement.name.text];
  if (!ts.isImportDeclaration(statement)) return [];
  const { name, namedBindings } = statement.importClause ?? {};
  const others = namedBindings && (ts.isNamespaceImport(namedBindings) ? [namedBindings] : namedBindings.elements);
  return [name, ...(others ?? []).map((each) => each.name)].flatMap((each) => (each ? [each.text] : []));
}

/**
 * Makes modules of the blocks of a page. A page may continue: what earlier blocks import or declare at the top level, later ones can use,
 * as if it were imported from there. The first blocks of a page can use what its readers have.
 * @param given - declarations of what readers have
 */
export function pageModules(blocks: readonly CodeBlock[], given = ''): readonly BlockModule[] {
  const sources = new Map<string, string>();
  const [first] = blocks;
  const reader: CodeBlock[] = first && given ? [{ ...first, line: 0, language: 'ts', code: given }] : [];
  const used = new Set<string>();
  return [...reader, ...blocks].map((block) => {
    const file = fileOf(block, used);
    used.add(file);
    const { statements } = ts.createSourceFile(file, block.code, ts.ScriptTarget.ES2022);
    const own = new Set(statements.flatMap(namesOf));
    const exported = new Set(statements.filter(isExported).flatMap(namesOf));
    const imports = [...sources]
      .filter(([name]) => !own.has(name))
      .map(([name, from]) => `import { ${name} } from '${from}';`);
    const exports = `export { ${[...own].filter((name) => !exported.has(name)).join(', ')} };`;
    for (const name of own) sources.set(name, importedAs(file));
    // They come last, so that the lines of the block keep their numbers.
    return {
      block,
      name: `${folderOf(block.page)}/${file}`,
      text: [withEnding(block.code), ...imports, exports].join('\n'),
    };
  });
}

/** Whether a module says something about all modules of its program. */
export const isGlobal = ({ block }: BlockModule): boolean => /^declare global\b/m.test(block.code);
