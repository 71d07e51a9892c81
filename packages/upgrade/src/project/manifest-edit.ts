import type { Node as JsonNode } from 'jsonc-parser';
import MagicString from 'magic-string';
import { finding, type Finding, type FindingCode } from '../source/finding.js';
import type { Dependency, PackageManifest } from './package-manifest.js';

/** Edits of a `package.json`. Everything that is not edited keeps its form. */
export class ManifestEdit {
  readonly #path: string;
  readonly #edits: MagicString;
  readonly #lines: { readonly at: number; readonly added: number }[] = [];
  readonly #notes: { readonly code: FindingCode; readonly at: number; readonly what: string }[] = [];

  constructor(
    path: string,
    readonly manifest: PackageManifest,
  ) {
    this.#path = path;
    this.#edits = new MagicString(manifest.text);
  }

  /** Adds a finding about a place. */
  report(code: FindingCode, node: JsonNode, what: string): void {
    this.#notes.push({ code, at: node.offset, what });
  }

  /** Changes the text of a string, without its quotes. */
  overwriteString(node: JsonNode, text: string): void {
    const [start, end] = [node.offset + 1, node.offset + node.length - 1];
    if (this.manifest.text.slice(start, end) !== text) this.#edits.overwrite(start, end, text);
  }

  /** Removes an element of an object or a list, with its comma. */
  remove(node: JsonNode, list: readonly JsonNode[]): void {
    const index = list.indexOf(node);
    const [previous, next] = [list[index - 1], list[index + 1]];
    const start = next || !previous ? node.offset : previous.offset + previous.length;
    const end = next ? next.offset : node.offset + node.length;
    this.#edits.remove(start, end);
    this.#countLines(start, -newlines(this.manifest.text.slice(start, end)));
  }

  /** Adds a dependency after another one, in the same form. */
  addAfter({ node, section }: Dependency, name: string, range: string): void {
    const before = this.manifest.text.slice(section.offset + 1, section.children?.[0]?.offset);
    const text = `,${before || ' '}"${name}": "${range}"`;
    this.#edits.appendLeft(node.offset + node.length, text);
    this.#countLines(node.offset + node.length, newlines(text));
  }

  #countLines(at: number, added: number): void {
    this.#lines.push({ at, added });
  }

  /** The text after all edits, and the findings with their lines in it. */
  finish(): { readonly text: string; readonly findings: readonly Finding[] } {
    const findings = this.#notes.map(({ code, at, what }) => {
      const moved = this.#lines.filter((one) => one.at <= at).reduce((sum, { added }) => sum + added, 0);
      return finding(code, this.#path, newlines(this.manifest.text.slice(0, at)) + 1 + moved, what);
    });
    return { text: this.#edits.toString(), findings };
  }
}

function newlines(text: string): number {
  return text.split('\n').length - 1;
}
