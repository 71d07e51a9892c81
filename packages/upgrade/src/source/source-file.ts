import type { Comment, File, Node } from '@babel/types';
import type MagicString from 'magic-string';
import { EditList } from './edit-list.js';
import { finding, type Finding, type FindingCode } from './finding.js';
import { attachedComments, isForLine } from './attached-comments.js';
import {
  continuesAt,
  hasSemicolon,
  rangeOf,
  statementRange,
  takesSemicolon,
  usesSemicolons,
} from './statement-range.js';
import { isTypeScript } from './parse-source.js';

export { rangeOf } from './statement-range.js';

/** The code style of a file. */
export interface CodeStyle {
  readonly quote: "'" | '"';
  readonly semicolon: ';' | '';
  readonly newline: '\n' | '\r\n';
  readonly indent: string;
}

interface Note {
  readonly code: FindingCode;
  readonly offset: number;
  readonly what: string;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function styleOf(text: string, ast: File): CodeStyle {
  return {
    quote:
      count(text, /(?:from|require\(|import\(?)\s*"/g) > count(text, /(?:from|require\(|import\(?)\s*'/g) ? '"' : "'",
    semicolon: usesSemicolons(text, ast) ? ';' : '',
    newline: text.includes('\r\n') ? '\r\n' : '\n',
    indent: /^(\t+|  +)\S/m.exec(text)?.[1]?.replace(/^\t+$/, '\t') ?? '  ',
  };
}

/** A source file and the edits of it. Edits replace exact ranges, so that all other code keeps its form. */
export class SourceFile {
  readonly edits = new EditList();
  readonly style: CodeStyle;
  readonly isTypeScript: boolean;
  readonly #notes: Note[] = [];

  constructor(
    readonly path: string,
    readonly text: string,
    readonly ast: File,
  ) {
    this.style = styleOf(text, ast);
    this.isTypeScript = isTypeScript(path, text);
  }

  /** Whether the file may be a CommonJS module: it uses neither `import` nor `export`. */
  get isCommonJs(): boolean {
    return this.ast.program.sourceType === 'script';
  }

  /** Whether the name of the file says that it is a module: `.mjs`, `.mts`, components. */
  get isModuleByName(): boolean {
    return !/\.c?[jt]sx?$/.test(this.path);
  }

  /** The original text of a node. */
  textOf(node: Node | Comment): string {
    const { start, end } = rangeOf(node);
    return this.text.slice(start, end);
  }

  /** A string literal in the quotes of this file. */
  quoted(value: string): string {
    return `${this.style.quote}${value}${this.style.quote}`;
  }

  /** Replaces a node, with all edits inside it. */
  replace(node: Node, text: string): void {
    const { start, end } = rangeOf(node);
    this.overwrite(start, end, text);
  }

  /** Replaces a range. */
  overwrite(start: number, end: number, text: string): void {
    this.edits.overwrite(start, end, text);
  }

  /** Removes a range, with all edits inside it. */
  remove(start: number, end: number): void {
    this.edits.remove(start, end);
  }

  /** Ends a new statement: like a statement beside it, and always where the code after it would continue it. */
  terminate(code: string, beside: Node | undefined, next: number): string {
    const isEnded = beside && takesSemicolon(beside) ? hasSemicolon(this.text, beside) : this.style.semicolon !== '';
    return isEnded || continuesAt(this.text, next) ? `${code};` : code;
  }

  /** Replaces a statement by code without a semicolon at its end, which is added if it is needed. */
  replaceStatement(node: Node, code: string): void {
    const { start, end } = statementRange(this.text, node);
    this.overwrite(start, end, this.terminate(code, node, end));
  }

  /** Removes a statement with its line, with the instructions for that line, and with the empty line that it would leave. */
  removeStatement(node: Node): void {
    const { text } = this;
    const { end } = statementRange(text, node);
    const above = attachedComments(text, this.ast, node).at(-1);
    const { start } = rangeOf(above && isForLine(above) ? above : node);
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const lineBreak = text.indexOf('\n', end);
    const lineEnd = lineBreak === -1 ? text.length : lineBreak + 1;
    const isFirstInLine = !text.slice(lineStart, start).trim();
    const rest = text.slice(end, lineEnd);
    if (!isFirstInLine) return this.remove(start, end);
    // A comment after the statement stays, unless it is an instruction for this line.
    if (rest.trim() && !(/^\s*\/\//.test(rest) && isForLine({ value: rest })))
      return this.remove(start, end + rest.length - rest.trimStart().length);
    const isFirst = lineStart === 0 || /\{\s*$/.test(text.slice(0, lineStart));
    const emptyBefore = /(?:^|\n)\r?\n$/.exec(text.slice(0, lineStart));
    const emptyAfter = /^\r?\n/.exec(text.slice(lineEnd))?.[0].length ?? 0;
    const isLast = /^\s*(?:\}|$)/.test(text.slice(lineEnd));
    const before = text.slice(0, lineStart).trimEnd().length + this.style.newline.length;
    if (isLast && emptyBefore && !isFirst) return this.remove(before, lineEnd);
    this.remove(lineStart, emptyBefore || isFirst ? lineEnd + emptyAfter : lineEnd);
  }

  /** Removes elements of a comma-separated list between brackets, with their commas. */
  removeElements(elements: readonly Node[], drop: ReadonlySet<Node>): void {
    const lastKept = elements.map((element) => !drop.has(element)).lastIndexOf(true);
    elements.forEach((element, index) => {
      const next = elements[index + 1];
      if (drop.has(element) && next && index < lastKept) this.remove(rangeOf(element).start, rangeOf(next).start);
    });
    const [kept, firstDropped, last] = [elements[lastKept], elements[lastKept + 1], elements.at(-1)];
    if (!firstDropped || !last) return;
    this.remove(kept ? rangeOf(kept).end : rangeOf(firstDropped).start, rangeOf(last).end);
  }

  /** Adds a finding; one that says the same of the same line is dropped. */
  report(code: FindingCode, node: Node | Comment, what = this.excerpt(node)): void {
    const offset = rangeOf(node).start;
    const isSame = (note: Note) => note.code === code && note.what === what;
    if (this.#notes.some((note) => isSame(note) && this.#lineAt(note.offset) === this.#lineAt(offset))) return;
    this.#notes.push({ code, offset, what });
  }

  /** The first line of a node, at most 80 characters. */
  excerpt(node: Node | Comment): string {
    const [line = ''] = this.textOf(node).split('\n', 1);
    return line.length > 80 ? `${line.slice(0, 79)}…` : line.trimEnd();
  }

  #lineAt(offset: number): number {
    return count(this.text.slice(0, offset), /\n/g) + 1;
  }

  /** The text after all edits, and the findings with their lines in that text. */
  finish(): { readonly text: string; readonly findings: readonly Finding[] } {
    const edited = this.edits.applyTo(this.text);
    const text = edited.toString();
    const lines = this.#newLines(edited);
    const findings = this.#notes.map(({ code, offset, what }) => {
      const line = this.#lineAt(offset);
      return finding(code, this.path, lines.get(line) ?? line, what);
    });
    return { text, findings: findings.sort((a, b) => a.line - b.line) };
  }

  /** Maps old to new line numbers, from 1. A removed line maps to the place of the line after it. */
  #newLines(edited: MagicString): ReadonlyMap<number, number> {
    const lines = new Map<number, number>();
    if (!edited.hasChanged()) return lines;
    edited.generateDecodedMap({ hires: true }).mappings.forEach((segments, newLine) => {
      for (const [, , oldLine] of segments) {
        if (oldLine !== undefined && !lines.has(oldLine + 1)) lines.set(oldLine + 1, newLine + 1);
      }
    });
    for (let line = count(this.text, /\n/g) + 1, next = 1; line >= 1; line -= 1) {
      next = lines.get(line) ?? next;
      if (!lines.has(line)) lines.set(line, next);
    }
    return lines;
  }
}
