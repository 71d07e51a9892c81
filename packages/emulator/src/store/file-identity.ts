import { statSync } from 'node:fs';

/** Identifies a file, even if another one gets the same name; undefined if there is no file. */
export function fileIdentity(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev} ${found.ino}`;
}
