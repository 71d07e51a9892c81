import { createTwoFilesPatch } from 'diff';
import { encodeLike, type ProjectFile } from './project-file.js';

/** A file that gets another text, or is made. */
export interface FileChange {
  /** Relative to the folder of the application. */
  readonly path: string;
  readonly before: Buffer | undefined;
  readonly after: Buffer;
  /** Whether it has values that must not be shown, beside those that are added. */
  readonly isSecret: boolean;
}

/** The change of a file to another text. */
export function fileChange(file: ProjectFile, text: string, isSecret = false): FileChange {
  return { path: file.path, before: file.bytes, after: encodeLike(file, text), isSecret };
}

/** The change as a unified diff. Of a file with secrets only the lines that change are shown. */
export function unifiedDiff({ path, before, after, isSecret }: FileChange): string {
  const [from, to] = [before === undefined ? '/dev/null' : `a/${path}`, `b/${path}`];
  const text = (bytes: Buffer | undefined) => (bytes?.toString() ?? '').replaceAll('\r\n', '\n');
  const patch = createTwoFilesPatch(from, to, text(before), text(after), '', '', { context: isSecret ? 0 : 3 });
  return patch.replace(/^=+\n/, '');
}
