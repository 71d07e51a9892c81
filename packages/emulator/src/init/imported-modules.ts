import { lineBreakOf } from './project-file.js';
import { matches, stringText, type SourceToken } from './source-tokens.js';

/** Text that is added at a place of a source. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** A source with insertions, which are given in any order. */
export function withInsertions(text: string, insertions: readonly Insertion[]): string {
  const sorted = [...insertions].sort((a, b) => b.at - a.at);
  return sorted.reduce((whole, { at, text: added }) => whole.slice(0, at) + added + whole.slice(at), text);
}

/** An import or a `require` of a source. */
export interface ImportedModule {
  /** The token with the name of the module. */
  readonly module: SourceToken;
  /** Index of the last token of the statement. */
  readonly last: number;
  /** Whether it is an `import` and not a `require`. */
  readonly isImport: boolean;
  /** What the module itself, or its default, is called here. */
  readonly whole: string | undefined;
  /** What its exports are called here: `[export, name]`. */
  readonly named: readonly (readonly [string, string])[];
}

/** The imports and `require` declarations of a source, outside of functions. */
export function importedModules(tokens: readonly SourceToken[]): readonly ImportedModule[] {
  return tokens.flatMap((token, index) => {
    if (token.depth > 0 || token.kind !== 'name' || !token.isFirst) return [];
    const found = token.value === 'import' ? readImport(tokens, index) : readRequire(tokens, index);
    return found ? [found] : [];
  });
}

function withSemicolon(tokens: readonly SourceToken[], last: number): number {
  return tokens[last + 1]?.value === ';' ? last + 1 : last;
}

function readImport(tokens: readonly SourceToken[], at: number): ImportedModule | undefined {
  if (['(', '.'].includes(tokens[at + 1]?.value ?? '')) return undefined;
  const end = tokens.findIndex((token, index) => index > at && token.kind === 'string' && token.depth === 0);
  const module = tokens[end];
  // Attributes and `import x = require()` are no form that a line can be added after.
  if (!module || tokens[end + 1]?.value === 'with') return undefined;
  const isType = tokens[at + 1]?.value === 'type' && !['from', ','].includes(tokens[at + 2]?.value ?? '');
  const clause = isType ? [] : tokens.slice(at + 1, end);
  if (clause.some(({ value }) => value === '=' || value === ';')) return undefined;
  const star = clause.findIndex(({ value }) => value === '*');
  const first = clause[0]?.kind === 'name' ? clause[0].value : undefined;
  return {
    module,
    last: withSemicolon(tokens, end),
    isImport: true,
    whole: first ?? (star >= 0 ? clause[star + 2]?.value : undefined),
    named: namesIn(clause, 'as'),
  };
}

function readRequire(tokens: readonly SourceToken[], at: number): ImportedModule | undefined {
  if (!['const', 'let', 'var'].includes(tokens[at]?.value ?? '')) return undefined;
  const equals = tokens.findIndex((token, index) => index > at && token.depth === 0 && token.value === '=');
  if (equals < 0 || !matches(tokens, equals + 1, 'require', '(') || !matches(tokens, equals + 4, ')')) return undefined;
  const module = tokens[equals + 3];
  // A call of what it gives is no mere `require`.
  if (module?.kind !== 'string' || ['(', '.', '['].includes(tokens[equals + 5]?.value ?? '')) return undefined;
  const target = tokens.slice(at + 1, equals);
  return {
    module,
    last: withSemicolon(tokens, equals + 4),
    isImport: false,
    whole: target.length === 1 ? target[0]?.value : undefined,
    named: namesIn(target, ':'),
  };
}

/** `{ a, b as c }` as pairs. */
function namesIn(tokens: readonly SourceToken[], renames: string): readonly (readonly [string, string])[] {
  const open = tokens.findIndex(({ value }) => value === '{');
  if (open < 0) return [];
  return tokens.slice(open + 1).flatMap((token, index, rest) => {
    if (token.kind !== 'name' || token.value === renames || rest[index - 1]?.value === renames) return [];
    const isRenamed = rest[index + 1]?.value === renames;
    return [[token.value, isRenamed ? (rest[index + 2]?.value ?? '') : token.value] as const];
  });
}

/** Whether a source names a module already. */
export function namesModule(tokens: readonly SourceToken[], name: string): boolean {
  return tokens.some(
    (token) => token.kind === 'string' && (stringText(token) === name || stringText(token).startsWith(`${name}/`)),
  );
}

/** A new line after the line that a token ends; undefined if something else is on that line. */
export function lineAfter(
  text: string,
  tokens: readonly SourceToken[],
  last: number,
  line: string,
): Insertion | undefined {
  const token = tokens[last];
  const next = tokens[last + 1];
  if (!token || (next && !next.isFirst)) return undefined;
  const rest = text.slice(token.end, next?.start ?? text.length);
  const [comment = ''] = rest.split(/\r?\n/, 1);
  // The comment may go on in the next line.
  if (comment.includes('/*')) return undefined;
  return { at: token.end + comment.length, text: `${lineBreakOf(text)}${line}` };
}
