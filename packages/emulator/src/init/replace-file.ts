import { chmodSync, existsSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Replaces a file in one step, so that it is never half written. A link to it stays, and so does its mode. */
export function replaceFile(folder: string, path: string, bytes: Buffer | string): void {
  const named = join(folder, path);
  const file = existsSync(named) ? realpathSync(named) : named;
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.acme-emulator-${process.pid}`;
  const mode = existsSync(file) ? statSync(file).mode & 0o7777 : undefined;
  try {
    writeFileSync(temporary, bytes, { flag: 'wx', ...(mode === undefined ? {} : { mode }) });
    // The mask of this process may have taken rights that the file had.
    if (mode !== undefined) chmodSync(temporary, mode);
    renameSync(temporary, file);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw cause;
  }
}
