import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** Why a file of an application is not edited. */
export type FileProblem = 'outside' | 'read-only' | 'no-text' | 'too-large' | 'no-file';

/** A text file of an application, or the place where one can be made. */
export interface ProjectFile {
  /** Relative to the folder of the application, with forward slashes. */
  readonly path: string;
  /** The text without a byte order mark; undefined if there is no such file, or if it cannot be read as text. */
  readonly text: string | undefined;
  /** The bytes as they are; undefined if there is no such file. */
  readonly bytes: Buffer | undefined;
  /** Why the file must not be written. */
  readonly problem: FileProblem | undefined;
}

/** Larger files are not sources that somebody wrote. */
const maxBytes = 2_000_000;

const byteOrderMark = '\uFEFF';

/** Whether a path is in a folder, or is the folder. Both are free of links. */
function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !/^[a-z]:/i.test(way));
}

/** Whether there is something with a name, be it a link to nowhere. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // Something above it is no folder.
    return false;
  }
}

/** Where a path leads, links followed; for what does not exist, where its nearest folder leads. Undefined for a link to nowhere. */
function leadsTo(path: string): string | undefined {
  for (let at = path; ; at = dirname(at)) {
    try {
      return realpathSync(at);
    } catch {
      if (isThere(at) || dirname(at) === at) return undefined;
    }
  }
}

/**
 * Reads a file of an application. Never throws: what cannot be read has a `problem`.
 * @param folder - of the application, free of links
 */
export function readProjectFile(folder: string, path: string): ProjectFile {
  const file = join(folder, path);
  const nothing = { path, text: undefined, bytes: undefined };
  const target = leadsTo(file);
  if (target === undefined || !isInside(folder, target)) return { ...nothing, problem: 'outside' };
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found) return { ...nothing, problem: undefined };
    if (!found.isFile()) return { ...nothing, problem: 'no-file' };
    if (found.size > maxBytes) return { ...nothing, problem: 'too-large' };
    const bytes = readFileSync(file);
    const text = decode(bytes);
    // The mode and not `access`: an administrator may write everything, and still means it.
    const isReadOnly = (found.mode & 0o200) === 0;
    return { path, text, bytes, problem: text === undefined ? 'no-text' : isReadOnly ? 'read-only' : undefined };
  } catch {
    return { ...nothing, problem: 'no-file' };
  }
}

function decode(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** The line break of a text: that of its first line. */
export function lineBreakOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}

/** The bytes of a file with another text. A byte order mark stays. */
export function encodeLike(file: ProjectFile, text: string): Buffer {
  const hasMark = file.bytes?.toString('utf8', 0, 3) === byteOrderMark;
  return Buffer.from(`${hasMark ? byteOrderMark : ''}${text}`);
}
