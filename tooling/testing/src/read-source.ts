import { dirname, posix } from 'node:path';
import ts from 'typescript';

/** What the rules of the house need to know about a source file. */
export interface Source {
  /** Files of the same package that it imports or re-exports, types included; paths as in `file`. */
  readonly imports: readonly string[];
  /** Modules of other packages and of Node.js. */
  readonly modules: readonly string[];
  readonly exports: readonly string[];
  /** Constants in capital letters. */
  readonly capitals: readonly string[];
  /** Members with the keyword `private`. */
  readonly privates: readonly string[];
  /** Functions, and how many lines each has. */
  readonly functions: readonly { readonly name: string; readonly lines: number }[];
}

/**
 * Reads one file.
 * @param file - path relative to the folder of the sources, with `/`
 */
export function readSource(file: string, text: string): Source {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const specifiers = specifiersOf(tree);
  return {
    imports: specifiers
      .filter((name) => name.startsWith('.'))
      .map((name) => posix.join(dirname(file), name.replace(/\.js$/, '.ts'))),
    modules: specifiers.filter((name) => !name.startsWith('.')),
    exports: tree.statements.flatMap(exportsOf),
    ...membersOf(tree),
  };
}

/** Names of the modules in `import … from`, `export … from`, `import()` and the type `import('…')`. */
function specifiersOf(tree: ts.SourceFile): readonly string[] {
  return ts.preProcessFile(tree.text, true, true).importedFiles.map(({ fileName }) => fileName);
}

function exportsOf(statement: ts.Statement): readonly string[] {
  if (ts.isExportDeclaration(statement) && statement.exportClause) {
    const { exportClause } = statement;
    return ts.isNamedExports(exportClause)
      ? exportClause.elements.map(({ name }) => name.text)
      : [exportClause.name.text];
  }
  const isExported =
    ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (!isExported) return [];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const { name } = statement as { name?: ts.Identifier };
  return name ? [name.text] : [];
}

function membersOf(tree: ts.SourceFile): Pick<Source, 'capitals' | 'privates' | 'functions'> {
  const found = {
    capitals: [] as string[],
    privates: [] as string[],
    functions: [] as { name: string; lines: number }[],
  };
  const lineOf = (position: number) => tree.getLineAndCharacterOfPosition(position).line;
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && isCapital(node.name.getText())) found.capitals.push(node.name.getText());
    if (isPrivateMember(node)) found.privates.push(node.name?.getText() ?? '');
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const lines = lineOf(node.end) - lineOf(node.getStart()) + 1;
      found.functions.push({ name: nameOfFunction(node), lines });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

// `__NAME__` is no constant of the file: the build puts a value in its place.
const isCapital = (name: string) => /^[A-Z][A-Z\d]*_[A-Z\d_]*$|^[A-Z]{2,}$/.test(name);

function isPrivateMember(node: ts.Node): node is ts.Node & { readonly name?: ts.Node } {
  if (ts.isConstructorDeclaration(node) || !ts.canHaveModifiers(node)) return false;
  return ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) ?? false;
}

function nameOfFunction(node: ts.SignatureDeclaration): string {
  if (node.name) return node.name.getText();
  const { parent } = node;
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent.name.getText() : 'a function';
}
