import type { Comment, File, Node } from '@babel/types';
import type MagicString from 'magic-string';
import { EditList } from './edit-list.js';
import { finding, type Finding, type FindingCode } from './finding.js';
import { isTypeScript } from './parse-source.js';

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

/** Where a node is in the text. @throws {TypeError} for a node that did not come from the parser */
export function rangeOf(node: Pick<Node, 'type' | 'start' | 'end'> | Comment): {
  readonly start: number;
  readonly end: number;
} {
  if (typeof node.start !== 'number' || typeof node.end !== 'number')
    throw new TypeError(`${node.type} has no position.`);
  return { start: node.start, end: node.end };
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function styleOf(text: string): CodeStyle {
  const statements = count(text, /\bimport\b.*|\brequire\(.*/g);
  const ended = count(text, /(?:\bimport\b.*|\brequire\(.*);[ \t]*(?:\/\/.*)?\r?$/gm);
  return {
    quote:
      count(text, /(?:from|require\(|import\(?)\s*"/g) > count(text, /(?:from|require\(|import\(?)\s*'/g) ? '"' : "'",
    semicolon: statements > 0 && ended * 2 < statements ? '' : ';',
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
    this.style = styleOf(text);
    this.isTypeScript = isTypeScript(path);
  }

  /** Whether the file is a CommonJS module: it uses neither `import` nor `export`. */
  get isCommonJs(): boolean {
    return this.ast.program.sourceType === 'script';
  }

  /** The original text of a node. */
  textOf(node: Node): string {
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

  /** Removes a statement with its line, and with the empty line that it would leave. */
  removeStatement(node: Node): void {
    const { start, end } = rangeOf(node);
    const lineStart = this.text.lastIndexOf('\n', start - 1) + 1;
    const lineBreak = this.text.indexOf('\n', end);
    const lineEnd = lineBreak === -1 ? this.text.length : lineBreak + 1;
    const alone = !this.text.slice(lineStart, start).trim() && !this.text.slice(end, lineEnd).trim();
    if (!alone) return this.remove(start, end);
    const emptyBefore = /(?:^|\n)\r?\n$/.test(this.text.slice(0, lineStart)) || lineStart === 0;
    const emptyAfter = /^\r?\n/.exec(this.text.slice(lineEnd))?.[0].length ?? 0;
    this.remove(lineStart, emptyBefore ? lineEnd + emptyAfter : lineEnd);
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

  /** Adds a finding; the second one of a kind on one line is dropped. */
  report(code: FindingCode, node: Node, what = this.excerpt(node)): void {
    const offset = rangeOf(node).start;
    if (this.#notes.some((note) => note.code === code && this.#lineAt(note.offset) === this.#lineAt(offset))) return;
    this.#notes.push({ code, offset, what });
  }

  /** The first line of a node, at most 80 characters. */
  excerpt(node: Node): string {
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
