import { statSync } from 'node:fs';

/** Differs for another file of the same name; undefined if there is no file. */
export function fileIdentity(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev} ${found.ino}`;
}
