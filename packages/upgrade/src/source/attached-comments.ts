import type { Comment, File, Node } from '@babel/types';
import { rangeOf } from './statement-range.js';

/** End of a line's comments after a place, if nothing else follows on the line; else the place itself. */
export function lineEndAfter(text: string, at: number): number {
  const comments = /^(?:[ \t]*\/\*[^\n]*?\*\/)*[ \t]*(?:\/\/[^\n\r]*)?(?=\r?\n|$)/.exec(text.slice(at))?.[0] ?? '';
  return at + comments.trimEnd().length;
}

/** The comments directly above a statement, or before it on its line. They belong to it. */
export function attachedComments(text: string, { comments }: File, node: Node): readonly Comment[] {
  const attached: Comment[] = [];
  let { start } = rangeOf(node);
  for (const comment of [...(comments ?? [])].reverse()) {
    const range = rangeOf(comment);
    if (range.end > start) continue;
    const between = text.slice(range.end, start);
    const lineStart = text.lastIndexOf('\n', range.start - 1) + 1;
    const isFirst = !text.slice(lineStart, range.start).trim();
    if (!/^[ \t\r]*\n?[ \t]*$/.test(between) || !isFirst) break;
    attached.unshift(comment);
    ({ start } = range);
  }
  return attached;
}

/** Start of a statement with the comments that belong to it. */
function attachedStart(text: string, ast: File, node: Node): number {
  return rangeOf(attachedComments(text, ast, node)[0] ?? node).start;
}

/** Where a statement can be inserted before another one: above its comments, and before a semicolon that protects it. */
export function placeBefore(text: string, ast: File, node: Node): number {
  const start = attachedStart(text, ast, node);
  const protective = /(?:^|\n)[ \t]*(;[ \t]*)$/.exec(text.slice(0, start));
  return start - (protective?.[1]?.length ?? 0);
}

const ofFile =
  /^!|@license|@preserve|copyright|SPDX|@ts-(?:no)?check|@(?:jest|vitest)-environment|@flow|@file|^\s*(?:eslint-(?:disable|enable|env)|global|prettier|istanbul)\b(?!-next)|^\/\s*<reference/i;

/** Where the first statement can be inserted: after the comments that concern the whole file. */
export function topOf(text: string, ast: File): number {
  const [first] = ast.program.body;
  if (!first) return text.length;
  const attached = attachedComments(text, ast, first);
  const concerns = attached.map(({ value }) => ofFile.test(value) && !/-next-line/.test(value));
  const last = concerns.lastIndexOf(true);
  return rangeOf(attached[last + 1] ?? first).start;
}

const forLine =
  /eslint-disable-(?:next-)?line|@ts-(?:expect-error|ignore)|prettier-ignore|(?:istanbul|c8|v8) ignore next|biome-ignore/;

/** Whether a comment is an instruction of a tool for its line or the line after it. */
export function isForLine({ value }: Pick<Comment, 'value'>): boolean {
  return forLine.test(value);
}
