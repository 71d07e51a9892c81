import type { Node } from '@babel/types';
import { rangeOf } from '../source/source-file.js';
import type { Migration } from './migration.js';
import { loadedModule, type ImportSite } from './find-references.js';

/** How this file loads modules. */
function styleOf(migration: Migration): 'import' | 'require' {
  const { body } = migration.file.ast.program;
  const imports = body.some((statement) => statement.type === 'ImportDeclaration');
  const typed = migration.sites.some((site) => site.path.isTSImportEqualsDeclaration());
  return imports || typed || !migration.file.isCommonJs ? 'import' : 'require';
}

/** The text of a declaration with only the names that are still imported from the old package. */
function keptText(migration: Migration, site: ImportSite): string | undefined {
  const kept = site.names.filter(({ local }) => migration.isKept(local));
  if (kept.length === 0) return undefined;
  const { file } = migration;
  if (kept.length === site.names.length) return file.textOf(site.path.node);
  const module = file.quoted(site.specifier);
  const separator = site.kind === 'import' ? ' as ' : ': ';
  const named = kept.filter(({ name }) => name !== 'default' || site.kind === 'require');
  const list = named.map(({ name, local }) => (name === local ? name : `${name}${separator}${local}`)).join(', ');
  const type = site.isType ? 'type ' : '';
  if (site.kind === 'require') return `const { ${list} } = require(${module})${file.style.semicolon}`;
  const other = kept.find(({ name }) => name === 'default')?.local;
  const clauses = [...(other ? [other] : []), ...(list ? [`{ ${list} }`] : [])];
  return `import ${type}${clauses.join(', ')} from ${module}${file.style.semicolon}`;
}

function isTopLevel(site: ImportSite): boolean {
  return site.path.parentPath?.isProgram() ?? false;
}

/** Whether a statement loads a module. */
function loadsModule(statement: Node): boolean {
  if (statement.type === 'ImportDeclaration' || statement.type === 'TSImportEqualsDeclaration') return true;
  if (statement.type === 'ExpressionStatement') return loadsInCall(statement.expression);
  return (
    statement.type === 'VariableDeclaration' &&
    statement.declarations.some(
      ({ init }) => loadsInCall(init) || (init?.type === 'MemberExpression' && loadsInCall(init.object)),
    )
  );
}

/** `require('x')`, `require('x')()`, `require('x').config()` */
function loadsInCall(node: Node | null | undefined): boolean {
  if (loadedModule(node) !== undefined) return true;
  if (node?.type !== 'CallExpression') return false;
  const { callee } = node;
  return loadsInCall(callee.type === 'MemberExpression' ? callee.object : callee);
}

/** The last import at the top of the file. */
function lastImport(migration: Migration): Node | undefined {
  const { body } = migration.file.ast.program;
  if (styleOf(migration) === 'import') return body.filter((statement) => statement.type.includes('Import')).at(-1);
  const first = body.findIndex((statement) => !loadsModule(statement));
  return body[(first === -1 ? body.length : first) - 1];
}

/** Inserts into a file without imports: after its first comments and directives. */
function placeAtTop({ file }: Migration, text: string): void {
  const { body, directives } = file.ast.program;
  const { newline } = file.style;
  const directive = directives.at(-1);
  const [first] = body;
  if (directive) file.edits.prependRight(rangeOf(directive).end, `${newline}${text}`);
  else file.edits.prependRight(first ? rangeOf(first).start : 0, `${text}${newline}${newline}`);
}

/** Declarations follow the imports, and the statement that loads the environment for a client. */
function declarationPlace(migration: Migration): Node | undefined {
  const loads = migration.file.ast.program.body.filter(
    (statement) =>
      statement.type === 'ExpressionStatement' &&
      /^(?:dotenv|config|loadEnv)\w*(?:\.\w+)?\(/.test(migration.file.textOf(statement)),
  );
  return (migration.needs.makesClient ? loads.at(-1) : undefined) ?? lastImport(migration);
}

function placeImports(migration: Migration, imports: readonly string[]): void {
  const { file, sites } = migration;
  const { newline } = file.style;
  let text = imports.join(newline);
  const main = sites.find(isTopLevel);
  for (const site of sites) {
    const kept = keptText(migration, site);
    const lines = [...(site === main && text ? [text] : []), ...(kept === undefined ? [] : [kept])].join(newline);
    if (site === main) text = '';
    if (lines) file.replace(site.path.node, lines);
    else file.removeStatement(site.path.node);
  }
  if (!text) return;
  const last = lastImport(migration);
  if (last) file.edits.appendLeft(rangeOf(last).end, `${newline}${text}`);
  else placeAtTop(migration, text);
}

/** Replaces the old imports by those of the new packages, and inserts the declarations after them. */
export function writeImports(migration: Migration): void {
  const { file, needs } = migration;
  const style = styleOf(migration);
  const declarations = needs.declarations();
  const imports = needs.imports(style);
  const last = declarationPlace(migration);
  placeImports(migration, imports);
  if (declarations.length === 0) return;
  const { newline } = file.style;
  const text = declarations.join(`${newline}${newline}`);
  if (last) file.edits.appendRight(rangeOf(last).end, `${newline}${newline}${text}`);
  else placeAtTop(migration, text);
}
