import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MutantRunStatus } from '@stryker-mutator/api/test-runner';

/**
 * @typedef {import('@stryker-mutator/api/core').Mutant} Mutant
 * @typedef {import('@stryker-mutator/api/test-runner').MutantRunResult} MutantRunResult
 */

/** @param {string} path */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const backend = here('../../packages/backend/');

/** Where the results of a subject are kept, by what follows the name of the subject. */
export const reportPath = (/** @type {string} */ subject, /** @type {string} */ ending) => {
  mkdirSync(here('reports'), { recursive: true });
  return here(`reports/${subject}${ending}`);
};

// One line of JSON for each measured change: a run that is stopped loses nothing, and the next one continues.
const journalPath = (/** @type {string} */ subject) => reportPath(subject, '.jsonl');

/** @type {Map<string, string>} */
const committed = new Map();

/**
 * The git hash of a file as it was committed: on disk all changes may be in it.
 * @param {string} file
 */
function contentOf(file) {
  let hash = committed.get(file);
  if (hash === undefined) {
    hash = spawnSync('git', ['rev-parse', `HEAD:./${file}`], { cwd: backend, encoding: 'utf8' }).stdout.trim();
    committed.set(file, hash);
  }
  return hash;
}

/**
 * Names a change: the same in each run in which its file is the same.
 * @param {Mutant} change
 */
export function keyOf({ fileName, location, mutatorName, replacement }) {
  const file = fileName.slice(fileName.lastIndexOf('src/'));
  const text = JSON.stringify([file, contentOf(file), location, mutatorName, replacement]);
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Describes a change in one line.
 * @param {Mutant} change
 * @param {string} content - of the file
 */
export function placeOf({ fileName, location: { start, end }, mutatorName, replacement }, content) {
  const lines = content.split('\n').slice(start.line, end.line + 1);
  lines.push((lines.pop() ?? '').slice(0, end.column));
  const before = lines.join('\n').slice(start.column);
  const [from, to] = [before, replacement].map((text) => {
    const line = text.replace(/\s+/g, ' ');
    return line.length > 100 ? `${line.slice(0, 100)}…` : line;
  });
  const file = fileName.slice(fileName.lastIndexOf('src/'));
  return `${file}:${start.line + 1}:${start.column + 1} ${mutatorName}: ${from} -> ${to}`;
}

/**
 * The changes that are in the sources, by Stryker's number, with what each does.
 * @typedef {Readonly<Record<string, { readonly key: string, readonly place: string }>>} Changes
 */

/**
 * @param {string} subject
 * @param {Changes} changes
 */
export function writeChanges(subject, changes) {
  writeFileSync(reportPath(subject, '.changes.json'), JSON.stringify(changes, undefined, 1));
}

/**
 * @param {string} subject
 * @returns {Changes}
 */
export function readChanges(subject) {
  return JSON.parse(readFileSync(reportPath(subject, '.changes.json'), 'utf8'));
}

/** Which share of the changes is measured. */
const samplePercent = Number(process.env['MUTATION_SAMPLE'] ?? 100);

/**
 * Whether a change is measured. The first digits of a hash are as good as random, and the same in each run.
 * @param {string} key
 */
export const isInSample = (key) => Number.parseInt(key.slice(0, 8), 16) % 100 < samplePercent;

/**
 * Writes a result down.
 * @param {string} subject
 * @param {string} key
 * @param {MutantRunResult} result
 */
export function keepResult(subject, key, result) {
  appendFileSync(journalPath(subject), `${JSON.stringify({ key, result })}\n`);
}

/**
 * Writes down that a test noticed a change.
 * @param {string} subject
 * @param {string} key
 * @param {string} test - as `file#name`
 * @param {string} failureMessage
 */
export function keepNoticed(subject, key, test, failureMessage) {
  keepResult(subject, key, { status: MutantRunStatus.Killed, killedBy: [test], failureMessage, nrOfTests: 1 });
}

/**
 * The changes that a test noticed, by key. All others are measured again: there may be new tests.
 * @param {string} subject
 */
export function readNoticed(subject) {
  /** @type {Map<string, MutantRunResult>} */
  const noticed = new Map();
  const path = journalPath(subject);
  if (!existsSync(path)) return noticed;
  for (const line of readFileSync(path, 'utf8').split('\n').filter(Boolean)) {
    const { key, result } = /** @type {{ key: string, result: MutantRunResult }} */ (JSON.parse(line));
    if (result.status === MutantRunStatus.Killed) noticed.set(key, result);
  }
  return noticed;
}
