// Counts what a test run proved: test results per package, and turbo tasks that failed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** Name of the file vitest's JSON reporter writes into each package (see vitest.base.ts). */
export const resultsFile = 'test-results.json';

/**
 * @typedef {object} TestedPackage
 * @property {string} name
 * @property {string} folder absolute path
 */
/**
 * @typedef {object} Tally
 * @property {number} passed tests that passed
 * @property {number} failed tests that failed, plus one for every other reason in `reasons`
 * @property {number} skipped
 * @property {readonly string[]} reasons one line for each thing that went wrong, and the tests that failed below it
 * @property {readonly string[]} secondTries one entry for each test that failed at first and passed when it ran again
 */

/**
 * Sums the results of all packages and the turbo tasks that failed. A package that left no results counts as a failure:
 * its tests did not run.
 * @param {readonly TestedPackage[]} packages every package that has tests
 * @param {readonly FailedTask[]} failedTasks
 * @returns {Tally}
 */
export function tally(packages, failedTasks) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  /** @type {string[]} */
  const reasons = [];
  /** @type {string[]} */
  const secondTries = [];
  /** @type {Set<string>} */
  const explained = new Set();
  for (const one of packages) {
    const result = readResults(one);
    total.passed += result.passed;
    total.failed += result.failed;
    total.skipped += result.skipped;
    secondTries.push(...result.secondTries);
    if (result.reason === undefined) continue;
    reasons.push(result.reason);
    explained.add(`${one.name}#test`);
  }
  for (const { task, logFile } of failedTasks) {
    if (explained.has(task)) continue;
    total.failed += 1;
    reasons.push([`${task} failed.`, ...lastLines(logFile)].join('\n'));
  }
  if (packages.length === 0 || (total.passed === 0 && total.failed === 0)) {
    total.failed += 1;
    reasons.push('No test ran.');
  }
  return { ...total, reasons, secondTries };
}

/**
 * @param {TestedPackage} one
 * @returns {{ passed: number, failed: number, skipped: number, reason: string | undefined, secondTries: readonly string[] }}
 */
function readResults({ name, folder }) {
  const file = join(folder, resultsFile);
  const nothing = { passed: 0, failed: 1, skipped: 0, secondTries: [] };
  if (!existsSync(file)) return { ...nothing, reason: `${name}: its tests did not run.` };
  /** @type {unknown} */
  let json;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { ...nothing, reason: `${name}: ${resultsFile} is not JSON.` };
  }
  const passed = count(json, 'numPassedTests');
  const skipped = count(json, 'numPendingTests') + count(json, 'numTodoTests');
  let failed = count(json, 'numFailedTests');
  if (passed + failed === 0) return { ...nothing, skipped, reason: `${name}: no test ran.` };
  // A file that throws while it is loaded fails without a failed test; an error outside tests fails without either.
  if (failed === 0 && !succeeded(json)) failed = Math.max(1, count(json, 'numFailedTestSuites'));
  const noun = failed === 1 ? 'test' : 'tests';
  const reason = [`${name}: ${failed} ${noun} failed.`, ...failures(json)].join('\n');
  return { passed, failed, skipped, reason: failed > 0 ? reason : undefined, secondTries: secondTries(json) };
}

/** As much of a message as tells what failed; all of it is where the test ran. */
const messageLimit = 1000;

/**
 * Lists what failed, so that the last lines of a long run are enough to know it.
 * @param {any} json what vitest's JSON reporter wrote
 * @returns {readonly string[]} the name and the message of each test that failed and of each file that could not be loaded
 */
function failures(json) {
  return testFiles(json).flatMap(({ name, message, assertionResults = [] }) => {
    const failed = assertionResults.filter((/** @type {any} */ { status }) => status === 'failed');
    const file = message ? [message] : [];
    return [...file, ...failed.map(messageOf)].map((text) => shortened(name, text));
  });
}

/**
 * Lists the tests that failed at first and passed when they ran again: someone should look at them.
 * @param {any} json what vitest's JSON reporter wrote
 * @returns {readonly string[]} the name of each, and the message of its first try
 */
function secondTries(json) {
  return testFiles(json).flatMap(({ name, assertionResults = [] }) => {
    const passed = assertionResults.filter((/** @type {any} */ { status }) => status === 'passed');
    return passed
      .filter((/** @type {any} */ { failureMessages = [] }) => failureMessages.length > 0)
      .map((/** @type {any} */ result) => shortened(name, messageOf(result)));
  });
}

/**
 * @param {any} json what vitest's JSON reporter wrote
 * @returns {readonly any[]}
 */
function testFiles(json) {
  return Array.isArray(json.testResults) ? json.testResults : [];
}

/** @param {any} result what is written about one test */
function messageOf({ fullName, failureMessages = [] }) {
  return [fullName, ...failureMessages].join('\n');
}

/**
 * @param {string} file
 * @param {unknown} message
 */
function shortened(file, message) {
  const text = String(message);
  return `  ${placeIn(file, text)}\n  ${text.slice(0, messageLimit)}`;
}

/**
 * The file with the line that failed, as far as the stack in a message names it: a long message comes before its stack.
 * @param {string} file
 * @param {string} message
 */
function placeIn(file, message) {
  const start = message.indexOf(`${file}:`);
  return start === -1 ? file : (/^\S+?:\d+(?::\d+)?/.exec(message.slice(start))?.[0] ?? file);
}

/** How many lines of a task's log show why it failed. */
const shownLines = 40;

/**
 * The end of what a task has printed.
 * @param {string | undefined} logFile
 * @returns {readonly string[]}
 */
function lastLines(logFile) {
  if (logFile === undefined || !existsSync(logFile)) return [];
  const lines = stripVTControlCharacters(readFileSync(logFile, 'utf8')).trimEnd().split('\n');
  return lines.slice(-shownLines).map((line) => `  ${line}`);
}

/**
 * @param {unknown} json
 * @param {string} key
 * @returns {number}
 */
function count(json, key) {
  const value = typeof json === 'object' && json !== null ? Reflect.get(json, key) : undefined;
  return typeof value === 'number' ? value : 0;
}

/** @param {unknown} json */
function succeeded(json) {
  return typeof json === 'object' && json !== null && Reflect.get(json, 'success') === true;
}

/**
 * The tasks in the summaries that `turbo run --summarize` writes.
 * @param {readonly unknown[]} summaries the parsed JSON of each run
 * @returns {readonly any[]}
 */
function tasksIn(summaries) {
  return summaries.flatMap((summary) => {
    const tasks = typeof summary === 'object' && summary !== null ? Reflect.get(summary, 'tasks') : undefined;
    return Array.isArray(tasks) ? tasks : [];
  });
}

/**
 * @typedef {object} FailedTask
 * @property {string} task id such as `@acme/backend#lint`
 * @property {string} [logFile] what the task has printed
 */

/**
 * Reads the tasks that failed.
 * @param {readonly unknown[]} summaries the parsed JSON of each run of turbo
 * @param {string} folder the one that the paths in them begin at
 * @returns {readonly FailedTask[]} each once
 */
export function failedTasks(summaries, folder) {
  const failed = tasksIn(summaries).filter(({ execution }) => {
    const exitCode = execution?.exitCode;
    return typeof exitCode === 'number' && exitCode !== 0;
  });
  const byId = failed.map(({ taskId, logFile }) => {
    const task = String(taskId);
    return /** @type {const} */ ([task, { task, ...(logFile && { logFile: join(folder, String(logFile)) }) }]);
  });
  return [...new Map(byId).values()];
}

/**
 * @typedef {object} TaskTime
 * @property {string} task id such as `@acme/backend#test`
 * @property {number} seconds from its start to its end; 0 when it came from the cache
 */

/**
 * Reads how long each task ran.
 * @param {readonly unknown[]} summaries the parsed JSON of each run of turbo
 * @returns {readonly TaskTime[]} the slowest first; tasks from the cache are left out
 */
export function taskTimes(summaries) {
  return tasksIn(summaries)
    .flatMap((task) => {
      const { startTime, endTime } = task?.execution ?? {};
      if (typeof startTime !== 'number' || typeof endTime !== 'number' || task.cache?.status === 'HIT') return [];
      return [{ task: String(task.taskId), seconds: (endTime - startTime) / 1000 }];
    })
    .sort((one, other) => other.seconds - one.seconds);
}

/**
 * The lines that `npm test` prints about the slowest tasks.
 * @param {readonly TaskTime[]} times the slowest first
 * @param {number} [limit] how many tasks are named
 * @returns {readonly string[]} nothing when every task came from the cache
 */
export function slowestTasks(times, limit = 10) {
  const shown = times.slice(0, limit);
  if (shown.length === 0) return [];
  return [
    `The ${shown.length} slowest of ${times.length} tasks that ran:`,
    ...shown.map(({ task, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${task}`),
  ];
}
