import type { Comment } from '@babel/types';
import { rangeOf, type SourceFile } from './source-file.js';

const reference = /^\/\s*<reference\s+types\s*=\s*["']([^"']+)["']/;

/** A comment `/// <reference types="…" />`, and the types that it names. */
export interface TypeReference {
  readonly comment: Comment;
  readonly name: string;
}

/** The references to types in a file, which are comments to the parser. */
export function typeReferences(file: SourceFile): readonly TypeReference[] {
  return (file.ast.comments ?? []).flatMap((comment) => {
    const name = comment.type === 'CommentLine' ? reference.exec(comment.value)?.[1] : undefined;
    return name === undefined ? [] : [{ comment, name }];
  });
}

/**
 * Gives references other names. One that would name the types of another reference is removed with its line.
 * @param nameOf - the new name; undefined if a reference stays
 */
export function renameTypeReferences(file: SourceFile, nameOf: (name: string) => string | undefined): void {
  const references = typeReferences(file);
  const present = new Set(references.map(({ name }) => name).filter((name) => nameOf(name) === undefined));
  for (const { comment, name } of references) {
    const to = nameOf(name);
    if (to === undefined) continue;
    const { start, end } = rangeOf(comment);
    if (present.has(to)) {
      const lineBreak = file.text.indexOf('\n', end);
      file.remove(start, lineBreak === -1 ? file.text.length : lineBreak + 1);
      continue;
    }
    present.add(to);
    const at = start + 2 + comment.value.indexOf(name);
    file.overwrite(at, at + name.length, to);
  }
}
