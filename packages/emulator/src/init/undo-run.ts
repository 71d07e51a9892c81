import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { EmulatorError } from '../errors/emulator-error.js';
import { readProjectFile } from './project-file.js';
import { replaceFile } from './replace-file.js';

/** The folder in the application that has the record. It contains a `.gitignore` of its own. */
export const recordFolder = '.acme-emulator';
const recordFile = `${recordFolder}/init.json`;
const ignoreFile = `${recordFolder}/.gitignore`;

/** A file that a run changes. */
interface RecordedFile {
  readonly path: string;
  /** The bytes before, compressed, in base64; absent if there was no file. */
  readonly before?: string;
  /** SHA-256 of the bytes afterwards; absent if there is no file then. */
  readonly after?: string;
  /** Folders that were made for it, the innermost first. */
  readonly folders: readonly string[];
}

/** What one run of `init` changes. */
export type Run = readonly RecordedFile[];

const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function bytesAt(folder: string, path: string): Buffer | undefined {
  const file = join(folder, path);
  return existsSync(file) ? readFileSync(file) : undefined;
}

function missingFolders(folder: string, path: string): readonly string[] {
  const missing: string[] = [];
  for (let at = dirname(path); at !== '.' && !existsSync(join(folder, at)); at = dirname(at)) missing.push(at);
  return missing;
}

/**
 * What a run is about to change.
 * @param files - the paths, with the bytes that they will have if those are known
 */
export function startRun(folder: string, files: ReadonlyMap<string, Buffer | undefined>): Run {
  return [...files].map(([path, planned]) => {
    const before = bytesAt(folder, path);
    const after = planned ?? before;
    return {
      path,
      ...(before === undefined ? {} : { before: gzipSync(before).toString('base64') }),
      ...(after === undefined ? {} : { after: hash(after) }),
      folders: missingFolders(folder, path),
    };
  });
}

/** What a run has changed, after it did: files that are as they were are left out. */
export function finishRun(folder: string, run: Run): Run {
  return run
    .map(({ path, before, folders }): RecordedFile => {
      const now = bytesAt(folder, path);
      return {
        path,
        folders,
        ...(before === undefined ? {} : { before }),
        ...(now === undefined ? {} : { after: hash(now) }),
      };
    })
    .filter((file) => file.after !== (file.before === undefined ? undefined : hash(bytesBefore(file.before))));
}

const bytesBefore = (before: string) => gunzipSync(Buffer.from(before, 'base64'));

/** The runs of an application that can be undone, the first one first. */
export function readRuns(folder: string): readonly Run[] {
  const { text, problem } = readProjectFile(folder, recordFile);
  if (text === undefined && problem === undefined) return [];
  try {
    const { runs } = JSON.parse(text ?? '') as { readonly runs?: unknown };
    if (Array.isArray(runs) && runs.every((run) => Array.isArray(run) && run.every(isRecordedFile))) return runs;
  } catch {
    // not ours, or not complete
  }
  throw new EmulatorError(
    'undo_refused',
    `${recordFile} is no record of this command. Delete the folder ${recordFolder} to go on without it.`,
  );
}

/** The record may come from a stranger, with the application: nothing outside of the folder is ever written. */
function isRecordedFile(value: unknown): value is RecordedFile {
  if (typeof value !== 'object' || value === null) return false;
  const { path, before, after, folders } = value as Readonly<Record<string, unknown>>;
  const isOptional = (field: unknown) => field === undefined || typeof field === 'string';
  return (
    isRelative(path) && isOptional(before) && isOptional(after) && Array.isArray(folders) && folders.every(isRelative)
  );
}

function isRelative(path: unknown): path is string {
  return typeof path === 'string' && /^[^\\:]+$/.test(path) && !path.startsWith('/') && !path.split('/').includes('..');
}

/** Writes the runs of an application; without any, the record goes, and its folder if nothing else is in it. */
export function writeRuns(folder: string, runs: readonly Run[]): void {
  if (runs.length === 0) return removeRecord(folder);
  if (!existsSync(join(folder, ignoreFile))) replaceFile(folder, ignoreFile, '*\n');
  replaceFile(folder, recordFile, `${JSON.stringify({ runs })}\n`);
}

/** Somebody may keep an export in the folder: it stays, and stays ignored. */
function removeRecord(folder: string): void {
  rmSync(join(folder, recordFile), { force: true });
  const rest = existsSync(join(folder, recordFolder)) ? readdirSync(join(folder, recordFolder)) : [];
  if (rest.some((name) => name !== '.gitignore')) return;
  rmSync(join(folder, recordFolder), { recursive: true, force: true });
}

/** Whether somebody changed a file after the run. */
function isChanged(folder: string, { path, before, after }: RecordedFile): boolean {
  const now = bytesAt(folder, path);
  if (now === undefined) return after !== undefined && before !== undefined;
  // A run that was interrupted has left some files as they were.
  return hash(now) !== after && !(before !== undefined && now.equals(bytesBefore(before)));
}

/**
 * Puts back the files of the last run, byte for byte.
 * @returns their paths
 * @throws {EmulatorError} `undo_refused` if there is no run, or if a file was changed since
 */
export function undoRun(folder: string): readonly string[] {
  const runs = readRuns(folder);
  const run = runs.at(-1);
  if (!run)
    throw new EmulatorError('undo_refused', 'There is nothing to undo in this folder: init changed nothing here.');
  const refuse = (files: Run, what: string, advice = '') => {
    if (files.length > 0)
      throw new EmulatorError(
        'undo_refused',
        `${what}: ${files.map(({ path }) => path).join(', ')}. Nothing was undone.${advice}`,
      );
  };
  refuse(
    run.filter(({ path }) => readProjectFile(folder, path).problem === 'outside'),
    'These files lead out of this folder',
  );
  refuse(
    run.filter((file) => isChanged(folder, file)),
    'These files were changed after init wrote them',
    ` Undo your changes first, or take the lines of init out by hand and delete the folder ${recordFolder}.`,
  );
  for (const { path, before, folders } of run) {
    if (before !== undefined) putBack(folder, path, bytesBefore(before));
    else {
      if (existsSync(join(folder, path))) rmSync(join(folder, path));
      for (const made of folders) removeIfEmpty(join(folder, made));
    }
  }
  writeRuns(folder, runs.slice(0, -1));
  return run.map(({ path }) => path);
}

/** A file that is as it was needs no rights to be written. */
function putBack(folder: string, path: string, bytes: Buffer): void {
  if (bytesAt(folder, path)?.equals(bytes) !== true) replaceFile(folder, path, bytes);
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody has put something there.
  }
}
