import { randomUUID } from 'node:crypto';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { EmulatorError } from '../errors/emulator-error.js';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  EACCES: 'this is not allowed',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return reasons[code] ?? (cause instanceof Error ? cause.message : String(cause));
}

/** The file holds hashes of passwords and keys. */
const mode = 0o600;

/**
 * Makes sure that a file can be written later, so that nobody learns it when the data would be lost.
 * @throws {EmulatorError} `option_invalid`
 */
export async function checkWritable(path: string, flag: string): Promise<void> {
  const refuse = (reason: string, cause?: unknown) =>
    new EmulatorError('option_invalid', `${flag}: the file ${path} cannot be written: ${reason}`, { cause });
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw refuse('it is a folder. Name a file in it.');
  const trial = temporaryOf(path);
  try {
    await writeFile(trial, '', { mode });
  } catch (cause) {
    throw refuse(`${reasonOf(cause)}. Create the folder ${dirname(resolve(path))}, or name another file.`, cause);
  } finally {
    await rm(trial, { force: true }).catch(() => undefined);
  }
}

/** Writes a file that only its owner may read, in one step: a reader never finds half of it, even if the process ends meanwhile. */
export async function replacePrivateFile(path: string, text: string): Promise<void> {
  const temporary = temporaryOf(path);
  try {
    await writeFile(temporary, text, { mode });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/**
 * Writes a file, or another one in the folder for temporary files if that fails.
 * @returns the path of the file that was written, absolute
 */
export async function keepFile(path: string, text: string): Promise<string> {
  try {
    await replacePrivateFile(path, text);
    return resolve(path);
  } catch {
    const other = join(tmpdir(), `acme-emulator-${randomUUID()}.json`);
    await replacePrivateFile(other, text);
    return other;
  }
}

const temporaryOf = (path: string) => `${resolve(path)}.${randomUUID()}.tmp`;
