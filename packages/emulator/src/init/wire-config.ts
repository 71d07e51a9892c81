import { lineBreakOf, type ProjectFile } from './project-file.js';
import { withInsertions } from './imported-modules.js';
import { closingOf, hasTags, matches, sourceTokens, stringText, type SourceToken } from './source-tokens.js';
import { manual, type Wiring } from './wiring.js';

/** What a configuration must have. */
interface Wanted {
  /** The text by which one sees that it has it. */
  readonly module: string;
  /** The function that the configuration is passed to; undefined if it is exported as it is. */
  readonly caller: string | undefined;
  /** The property, by the names from outside to inside. */
  readonly path: readonly [string, ...string[]];
  /** The element of the list that the property is, or its value `true`. */
  readonly element: string | true;
}

/** Plans a property of a configuration, in its object where that is written out, else as lines for the person. */
export function wireConfig(file: ProjectFile, wanted: Wanted): readonly Wiring[] {
  const { text } = file;
  const tokens = text === undefined ? undefined : sourceTokens(text, hasTags(file.path));
  if (tokens?.some((_, index) => isSetAt(tokens, index, wanted))) return [];
  const edited = text === undefined || !tokens || file.problem ? undefined : withProperty(text, tokens, wanted);
  if (edited !== undefined) return [{ kind: 'edit', path: file.path, text: edited }];
  return [manual(file.path, `${written(wanted.path, wanted.element)},`)];
}

/** Whether a token is the element, or the property with its value. */
function isSetAt(tokens: readonly SourceToken[], index: number, { module, element }: Wanted): boolean {
  const token = tokens[index];
  if (!token) return false;
  if (element === true) return matches(tokens, index, module, ':', 'true');
  return token.kind === 'string' && stringText(token) === module;
}

/** `future: { v8_middleware: true }` or `modules: ['@acme/nuxt']`. */
function written([name, ...rest]: readonly string[], element: string | true): string {
  const [next] = rest;
  if (next !== undefined) return `${name ?? ''}: { ${written(rest, element)} }`;
  return `${name ?? ''}: ${element === true ? 'true' : `['${element}']`}`;
}

function withProperty(
  text: string,
  tokens: readonly SourceToken[],
  { caller, path, element }: Wanted,
): string | undefined {
  const open = objectOf(tokens, caller);
  if (open === undefined) return undefined;
  const [name, inner] = path;
  const value = valueOf(tokens, open, name);
  if (value === undefined) return asFirst(text, tokens, open, written(path, element));
  if (value < 0) return undefined;
  if (inner !== undefined) {
    if (tokens[value]?.value !== '{' || valueOf(tokens, value, inner) !== undefined) return undefined;
    return asFirst(text, tokens, value, written([inner], element));
  }
  return tokens[value]?.value === '[' ? asFirst(text, tokens, value, `'${String(element)}'`) : undefined;
}

/** The index of the brace that opens the exported object. */
function objectOf(tokens: readonly SourceToken[], caller: string | undefined): number | undefined {
  const exports = tokens.flatMap((_, index) => (matches(tokens, index, 'export', 'default') ? [index + 2] : []));
  const [start, second] = exports;
  if (start === undefined || second !== undefined) return undefined;
  if (caller === undefined) return tokens[start]?.value === '{' ? start : undefined;
  return matches(tokens, start, caller, '(', '{') ? start + 2 : undefined;
}

/** The index of the first token of a property's value; -1 if it is there in another form, undefined if it is not there. */
function valueOf(tokens: readonly SourceToken[], open: number, name: string): number | undefined {
  const close = closingOf(tokens, open);
  const depth = (tokens[open]?.depth ?? 0) + 1;
  const inside = tokens.slice(open + 1, close).map((token, index) => ({ token, index: open + 1 + index }));
  // What is spread may have the property.
  if (inside.some(({ token }) => token.depth === depth && token.value === '...')) return -1;
  const found = inside.filter(
    ({ token, index }) =>
      token.depth === depth &&
      (token.value === name || (token.kind === 'string' && stringText(token) === name)) &&
      ['{', ','].includes(tokens[index - 1]?.value ?? ''),
  );
  const [only, second] = found;
  if (!only) return undefined;
  return second || tokens[only.index + 1]?.value !== ':' ? -1 : only.index + 2;
}

/** Adds an element or a property as the first one, in the form of the list or object. */
function asFirst(text: string, tokens: readonly SourceToken[], open: number, added: string): string | undefined {
  const [bracket, next] = [tokens[open], tokens[open + 1]];
  if (!bracket || !next) return undefined;
  const isEmpty = next.value === '}' || next.value === ']';
  const gap = text.slice(bracket.end, next.start);
  const at = bracket.end;
  if (isEmpty) {
    if (next.isFirst) return withInsertions(text, [{ at, text: `${lineBreakOf(text)}  ${added},` }]);
    const space = next.value === '}' && gap === '' ? ' ' : '';
    return withInsertions(text, [{ at, text: `${space}${added}${space}` }]);
  }
  // The comment after a bracket stays on its line.
  if (gap.trim() !== '' && !next.isFirst) return undefined;
  if (!next.isFirst) return withInsertions(text, [{ at: next.start, text: `${added}, ` }]);
  const indent = /[ \t]*$/.exec(text.slice(0, next.start))?.[0] ?? '';
  return withInsertions(text, [{ at: next.start, text: `${added},${lineBreakOf(text)}${indent}` }]);
}
