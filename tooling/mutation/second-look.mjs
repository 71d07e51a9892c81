import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { MutantRunStatus } from '@stryker-mutator/api/test-runner';
import { createVitest } from 'vitest/node';
import { keepNoticed, keepResult, readChanges, readNoticed, reportPath } from './results.mjs';

/**
 * @typedef {import('vitest/node').Vitest} Vitest
 * @typedef {import('vitest').RunnerTask} Task
 */

/** @param {string} path */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const backend = here('../../packages/backend/');

/** @returns {Promise<Vitest>} one that runs files in a new process each time, until the first failure */
const startVitest = () =>
  // Nothing is reported: what fails is what is looked for.
  createVitest('test', { config: here('second-look.vitest.config.ts'), root: backend, watch: false, reporters: [{}] });

/**
 * The first failure among tasks, and what is in them.
 * @param {readonly Task[]} tasks
 * @returns {{ test: string, message: string } | undefined}
 */
function findFailure(tasks) {
  for (const task of tasks) {
    const inside = 'tasks' in task ? findFailure(task.tasks) : undefined;
    if (inside) return inside;
    if (task.result?.state !== 'fail') continue;
    const names = [task.name];
    for (let suite = task.suite; suite; suite = suite.suite) names.unshift(suite.name);
    const test = task.type === 'suite' && task.file === task ? task.name : `${task.file.name}#${names.join(' ')}`;
    return { test, message: (task.result.errors ?? []).map(({ message }) => message).join('\n') };
  }
  return undefined;
}

/**
 * Runs test files, in their order.
 * @param {Vitest} vitest
 * @param {readonly string[]} files - none: all
 */
async function runTests(vitest, files) {
  process.env['MUTATION_FILES'] = files.join('\n');
  vitest.state.filesMap.clear();
  vitest.state.errorsSet.clear();
  await vitest.start([...files]);
  const failure = findFailure(vitest.state.getFiles());
  if (failure) return failure;
  const [error] = vitest.state.errorsSet;
  // What is thrown can be anything, for example an object without a prototype, of which `String` makes no text.
  return error === undefined ? undefined : { test: '(outside of a test)', message: inspect(error) };
}

/** What a test file runs, and for how long. @typedef {{ file: string, ms: number, ids: string[] }} Coverage */

/**
 * Runs tests without a change.
 * @param {string} subject
 * @param {readonly string[]} tests - parts of their paths; none: all
 * @returns {Promise<Map<string, string[]>>} the test files by the number of a change that they run, quick ones first
 */
async function findCoverage(subject, tests) {
  const path = reportPath(subject, '.coverage.jsonl');
  rmSync(path, { force: true });
  process.env['MUTATION_COVERAGE'] = path;
  const vitest = await startVitest();
  const failure = await runTests(vitest, tests);
  await vitest.close();
  delete process.env['MUTATION_COVERAGE'];
  if (failure) throw new Error(`Without a change ${failure.test} failed: ${failure.message}`);
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  const found = lines.map((line) => /** @type {Coverage} */ (JSON.parse(line))).sort((one, other) => one.ms - other.ms);
  /** @type {Map<string, string[]>} */
  const filesOf = new Map();
  for (const { file, ids } of found) for (const id of ids) filesOf.set(id, [...(filesOf.get(id) ?? []), file]);
  return filesOf;
}

/**
 * Runs all test files that run a change, with it. Recorded vectors count the calls of the network, and other files leave some in the
 * background: they run in a process of their own.
 * @param {Vitest} vitest
 * @param {string} id
 * @param {readonly string[]} files
 */
async function lookAt(vitest, id, files) {
  process.env['__STRYKER_ACTIVE_MUTANT__'] = id;
  const isVector = (/** @type {string} */ file) => file.includes('.vectors.');
  for (const group of [files.filter((file) => !isVector(file)), files.filter(isVector)]) {
    const failure = group.length > 0 ? await runTests(vitest, group) : undefined;
    if (failure) return failure;
  }
  return undefined;
}

/**
 * Runs all tests for each change that is left: each change in a new process, so that code that runs while a module is loaded is measured,
 * too. The changes must be in the sources.
 * @param {string} subject
 * @param {readonly string[]} tests - parts of their paths; none: all
 */
export async function secondLook(subject, tests) {
  const noticed = readNoticed(subject);
  const left = Object.entries(readChanges(subject)).filter(([, { key }]) => !noticed.has(key));
  console.log(`${subject}: a second look at ${left.length} changes. First the tests run without one.`);
  const filesOf = await findCoverage(subject, tests);
  const vitest = await startVitest();
  for (const [index, [id, { key, place }]] of left.entries()) {
    const files = filesOf.get(id) ?? [];
    const found = await lookAt(vitest, id, files);
    if (found) keepNoticed(subject, key, found.test, found.message);
    else keepResult(subject, key, { status: MutantRunStatus.Survived, nrOfTests: files.length });
    const verdict = found ? `noticed by ${found.test}` : `SURVIVED the tests of ${files.length} files`;
    console.log(`${index + 1}/${left.length} ${place}: ${verdict}`);
  }
  delete process.env['__STRYKER_ACTIVE_MUTANT__'];
  await vitest.close();
  // Vitest has set it, because tests failed.
  process.exitCode = 0;
}
