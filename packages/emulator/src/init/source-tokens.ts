import jsTokens, { type JSXToken, type Token } from 'js-tokens';

/** A token of a source that is neither space nor comment. */
export interface SourceToken {
  readonly value: string;
  readonly kind: 'name' | 'string' | 'other';
  readonly start: number;
  readonly end: number;
  /** How many brackets are open before it. */
  readonly depth: number;
  /** Whether it is the first of its line. */
  readonly isFirst: boolean;
}

const opens = new Set(['{', '(', '[', '${']);
const closes = new Set(['}', ')', ']']);

/** Tokens whose text has no meaning for the place of others. */
const skipped = new Set([
  'WhiteSpace',
  'LineTerminatorSequence',
  'SingleLineComment',
  'MultiLineComment',
  'HashbangComment',
]);

/**
 * The tokens of a source, or undefined if it cannot be read without a doubt: brackets that do not match, or text without an end.
 * @param hasTags - whether it has JSX
 */
export function sourceTokens(text: string, hasTags: boolean): readonly SourceToken[] | undefined {
  const tokens: SourceToken[] = [];
  let [at, depth, isFirst] = [0, 0, true];
  const all: Iterable<Token | JSXToken> = jsTokens(text, { jsx: hasTags });
  for (const token of all) {
    const start = at;
    at += token.value.length;
    if (token.type === 'Invalid' || token.type === 'JSXInvalid') return undefined;
    if ('closed' in token && !token.closed) return undefined;
    if (skipped.has(token.type)) {
      isFirst ||= token.value.includes('\n');
      continue;
    }
    const isBracket = token.type === 'Punctuator' || token.type === 'JSXPunctuator';
    if ((isBracket && closes.has(token.value)) || token.type === 'TemplateTail') depth -= 1;
    if (depth < 0) return undefined;
    const kind = token.type === 'IdentifierName' ? 'name' : token.type === 'StringLiteral' ? 'string' : 'other';
    tokens.push({ value: token.value, kind, start, end: at, depth, isFirst });
    if ((isBracket && opens.has(token.value)) || token.type === 'TemplateHead') depth += 1;
    isFirst = false;
  }
  return depth === 0 ? tokens : undefined;
}

/** Whether a source with this ending can have JSX. */
export const hasTags = (path: string): boolean => /\.(?:[jt]sx|js|mjs|cjs)$/.test(path);

/** The text of a string token without its quotes. */
export const stringText = ({ value }: SourceToken): string => value.slice(1, -1);

/** Whether tokens from an index on have these values. */
export function matches(tokens: readonly SourceToken[], from: number, ...values: readonly string[]): boolean {
  return values.every((value, index) => tokens[from + index]?.value === value);
}

/** The index of the bracket that closes the one at an index. */
export function closingOf(tokens: readonly SourceToken[], open: number): number {
  const depth = tokens[open]?.depth;
  return tokens.findIndex((token, index) => index > open && token.depth === depth && closes.has(token.value));
}
