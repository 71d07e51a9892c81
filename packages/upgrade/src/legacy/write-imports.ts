import type { Node } from '@babel/types';
import { embeddedCode } from '../source/embedded-code.js';
import { awaitsAtTop } from '../source/keep-module.js';
import { lineEndAfter, topOf } from '../source/attached-comments.js';
import { statementRange } from '../source/statement-range.js';
import { rangeOf } from '../source/source-file.js';
import type { Migration } from './migration.js';
import { type ImportSite } from './find-references.js';
import { loadedModule } from '../source/member-name.js';

/** How this file loads modules. */
function styleOf({ file, surroundings, sites }: Migration): 'import' | 'require' {
  const typed = sites.some((site) => site.path.isTSImportEqualsDeclaration());
  if (typed || !file.isCommonJs) return 'import';
  if (/\brequire\s*\(|\bexports\b/.test(file.text)) return 'require';
  // Nothing but `await` or `import()`, or nothing at all, shows which kind of module it is.
  return file.isModuleByName || surroundings.isModulePackage || awaitsAtTop(file.ast) ? 'import' : 'require';
}

/** `require('…')` or `await import('…')`, as the declaration has it. */
function loadingText({ file }: Migration, { path, specifier }: ImportSite): string {
  const init = path.isVariableDeclaration() ? path.node.declarations[0]?.init : undefined;
  return init ? file.textOf(init) : `require(${file.quoted(specifier)})`;
}

/** The text of a declaration with only the names that are still imported from the old package. */
function keptText(migration: Migration, site: ImportSite): string | undefined {
  const kept = site.names.filter(({ local }) => migration.isKept(local));
  if (kept.length === 0) return undefined;
  const { file } = migration;
  if (kept.length === site.names.length) {
    const { start, end } = statementRange(file.text, site.path.node);
    return file.text.slice(start, end).replace(/;$/, '');
  }
  const module = file.quoted(site.specifier);
  const separator = site.kind === 'import' ? ' as ' : ': ';
  const named = kept.filter(({ name }) => name !== 'default' || site.kind === 'require');
  const list = named.map(({ name, local }) => (name === local ? name : `${name}${separator}${local}`)).join(', ');
  const type = site.isType ? 'type ' : '';
  if (site.kind === 'require') return `const { ${list} } = ${loadingText(migration, site)}`;
  const other = kept.find(({ name }) => name === 'default')?.local;
  const clauses = [...(other ? [other] : []), ...(list ? [`{ ${list} }`] : [])];
  return `import ${type}${clauses.join(', ')} from ${module}`;
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

/** The last import at the top of the file that stays. */
function lastImport(migration: Migration, removed: ReadonlySet<Node>): Node | undefined {
  const { body } = migration.file.ast.program;
  const first = body.findIndex((statement) => !loadsModule(statement));
  const top =
    styleOf(migration) === 'import'
      ? body.filter((statement) => statement.type.includes('Import') || isSite(migration, statement))
      : body.slice(0, first === -1 ? body.length : first);
  return top.filter((statement) => !removed.has(statement) && isInSamePart(migration, statement)).at(-1);
}

/** Whether a statement loads the old package, such as `const { users } = await import('…')`. */
function isSite({ sites }: Migration, statement: Node): boolean {
  return sites.some(({ path }) => path.node === statement);
}

/** Whether a statement is in the script of a component that has the old import: the scripts of some have scopes of their own. */
function isInSamePart({ file, sites }: Migration, statement: Node): boolean {
  const site = sites.find(isTopLevel);
  const markup = site && embeddedCode(file.path, file.text)?.markup;
  if (!site || markup === undefined) return true;
  const [from, to] = [rangeOf(site.path.node), rangeOf(statement)];
  return markup.slice(Math.min(from.end, to.end), Math.max(from.start, to.start)).trim() === '';
}

/** A place for new statements. */
interface Place {
  readonly at: number;
  /** Statement beside it. */
  readonly beside: Node | undefined;
  /** Where the code after it begins. */
  readonly next: number;
  readonly isAfter: boolean;
}

/** In a file without imports: after its directives, and the comments that concern the whole file. */
function topPlace({ file }: Migration): Place {
  const { directives, body } = file.ast.program;
  const directive = directives.at(-1);
  const [first] = body;
  if (directive) {
    const at = lineEndAfter(file.text, rangeOf(directive).end);
    return { at, beside: undefined, next: at, isAfter: true };
  }
  const at = topOf(file.text, file.ast);
  return { at, beside: undefined, next: first ? rangeOf(first).start : at, isAfter: false };
}

function placeAfter({ file }: Migration, statement: Node): Place {
  const at = lineEndAfter(file.text, statementRange(file.text, statement).end);
  return { at, beside: statement, next: at, isAfter: true };
}

/** Declarations follow the imports, and the statement that loads the environment for a client. */
function declarationPlace(migration: Migration, removed: ReadonlySet<Node>): Node | undefined {
  const loads = migration.file.ast.program.body.filter(
    (statement) =>
      statement.type === 'ExpressionStatement' &&
      /^(?:dotenv|config|loadEnv)\w*(?:\.\w+)?\(/.test(migration.file.textOf(statement)),
  );
  return (migration.needs.makesClient ? loads.at(-1) : undefined) ?? lastImport(migration, removed);
}

/** The comments inside a declaration, which is about to be rewritten, as lines above it. */
function commentsInside({ file }: Migration, node: Node): readonly string[] {
  const { start, end } = rangeOf(node);
  const inside = (file.ast.comments ?? []).filter((one) => rangeOf(one).start > start && rangeOf(one).end < end);
  return inside.map((one) => file.text.slice(rangeOf(one).start, rangeOf(one).end));
}

/** Ends statements that follow each other, all like the one beside them. */
function terminated({ file }: Migration, codes: readonly string[], beside: Node | undefined, next: number): string {
  const ends = codes.map((code, index) =>
    file.terminate(code, beside, index === codes.length - 1 ? next : file.text.length),
  );
  return ends.join(file.style.newline);
}

/** @returns the declarations that were removed */
function replaceSites(migration: Migration, imports: readonly string[]): ReadonlySet<Node> {
  const { file, sites } = migration;
  const { newline } = file.style;
  const main = imports.length > 0 ? sites.find(isTopLevel) : undefined;
  const removed = new Set<Node>();
  for (const site of sites) {
    const { node } = site.path;
    const kept = keptText(migration, site);
    const codes = [...(site === main ? imports : []), ...(kept === undefined ? [] : [kept])];
    const { start, end } = statementRange(file.text, node);
    if (codes.length === 0) {
      removed.add(node);
      file.removeStatement(node);
    } else if (site === main || !file.text.startsWith(codes[0] ?? '', start)) {
      const above = commentsInside(migration, node);
      file.overwrite(start, end, [...above, terminated(migration, codes, node, end)].join(newline));
    }
  }
  return removed;
}

/**
 * Replaces the old imports by those of the new packages, and inserts the declarations after them.
 * @param dropped - other imports that are removed
 */
export function writeImports(migration: Migration, dropped: ReadonlySet<Node> = new Set()): void {
  const { file, needs, sites } = migration;
  const { newline } = file.style;
  needs.declarations('');
  const imports = needs.imports(styleOf(migration));
  const removed = new Set([...dropped, ...replaceSites(migration, imports)]);
  if (imports.length > 0 && !sites.some(isTopLevel)) {
    const last = lastImport(migration, removed);
    const { at, beside, next, isAfter } = last ? placeAfter(migration, last) : topPlace(migration);
    const text = terminated(migration, imports, beside, next);
    if (isAfter) file.edits.appendLeft(at, `${newline}${text}`);
    else file.edits.prependRight(at, `${text}${newline}${newline}`);
  }
  placeDeclarations(migration, removed);
}

function placeDeclarations(migration: Migration, removed: ReadonlySet<Node>): void {
  const { file, needs } = migration;
  const { newline } = file.style;
  const last = declarationPlace(migration, removed);
  const { at, next, isAfter } = last ? placeAfter(migration, last) : topPlace(migration);
  const declarations = needs.declarations(file.terminate('', undefined, next));
  if (declarations.length === 0) return;
  const text = declarations.join(`${newline}${newline}`);
  if (isAfter) file.edits.appendRight(at, `${newline}${newline}${text}`);
  else file.edits.appendRight(at, `${text}${newline}${newline}`);
}
