import { createHash } from 'node:crypto';

/** One file of a backup. */
export interface SavedFile {
  readonly path: string;
  /** Whether the file existed; if not, restoring removes it. */
  readonly existed: boolean;
  /** SHA-256 of the file as the command wrote it; absent if it removed the file. */
  readonly written?: string;
}

/** Written last: a backup without it is incomplete, and nothing was changed yet. */
export const listFile = 'backup.json';

/** SHA-256 of a file, in hexadecimal. */
export function hash(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}
