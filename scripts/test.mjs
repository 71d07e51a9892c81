// `npm test`: installs, finds a browser, runs every check there is, and ends with the line `N passed, N failed`. `npm test -- <part>` runs
// one part, see test-parts.mjs.
import './node-version.mjs';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { installIfNeeded } from './install.mjs';
import { root } from './pnpm.mjs';
import { ensureRedis } from './redis.mjs';
import { tasksOfPart } from './test-parts.mjs';
import { failedTasks, resultsFile, slowestTasks, tally, taskTimes } from './test-results.mjs';
import { turboRun } from './turbo.mjs';

const summaries = join(root, '.turbo', 'runs');

/** Every workspace package that has tests, and the root itself (the tests of these scripts). */
function testedPackages() {
  const found = [{ name: '//', folder: root }];
  for (const parent of ['packages', 'tooling', 'apps', '']) {
    for (const entry of readdirSync(join(root, parent))) {
      const folder = join(root, parent, entry);
      const manifestFile = join(folder, 'package.json');
      if (entry === 'node_modules' || !existsSync(manifestFile)) continue;
      const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
      if (manifest.scripts?.test) found.push({ name: String(manifest.name), folder });
    }
  }
  return found;
}

/** What every run of turbo wrote about itself. */
function readSummaries() {
  const files = existsSync(summaries) ? readdirSync(summaries) : [];
  return files.map((file) => JSON.parse(readFileSync(join(summaries, file), 'utf8')));
}

/**
 * Runs tasks, several at once.
 * @param {readonly string[]} tasks
 * @param {number} concurrency
 */
function run(tasks, concurrency) {
  if (tasks.length === 0) return Promise.resolve(0);
  return turboRun([...tasks, `--concurrency=${concurrency}`, '--continue', '--summarize', '--output-logs=new-only']);
}

/** The tasks that take longest, mostly because they wait for pages and for the registry. */
const longTasks = ['release-tests#test', 'e2e#test'];

/**
 * What the two runs after it need: both at once must not build the same. The browser tests build Next.js applications from the example, so
 * nobody needs the example itself.
 */
const commonBuild = ['build', '--filter=./packages/*', '--filter=./apps/*', '--filter=!example-nextjs'];

/**
 * Builds the packages, then runs the tasks. The longest ones start first, beside the others; turbo would start them by chance at the end, when
 * nothing is left to run while they wait.
 * @param {readonly string[]} tasks
 * @returns {Promise<number>} the exit code: 0 when all are in order
 */
async function runTasks(tasks) {
  const cores = availableParallelism();
  const build = await run(commonBuild, cores + 1);
  const long = tasks.filter((task) => longTasks.includes(task));
  const others = tasks.filter((task) => !longTasks.includes(task));
  const codes = await Promise.all([run(long, cores), run(others, cores)]);
  return [build, ...codes].find((code) => code !== 0) ?? 0;
}

async function main() {
  await installIfNeeded('everything');
  const browser = ensureBrowser();
  console.log(`Browser for the tests: ${browser}`);
  process.env.CHROMIUM_PATH = browser;
  process.env.REDIS_SERVER_PATH = ensureRedis();

  const { tasks, packages } = tasksOfPart(process.argv[2], testedPackages());
  // Results of an earlier run must not be counted; turbo puts those of unchanged packages back from its cache.
  for (const { folder } of packages) rmSync(join(folder, resultsFile), { force: true });
  rmSync(summaries, { recursive: true, force: true });
  const exitCode = await runTasks(tasks);

  const runs = readSummaries();
  console.log(['', ...slowestTasks(taskTimes(runs))].join('\n'));
  const failed = failedTasks(runs, root);
  const unexplained = exitCode !== 0 && failed.length === 0 ? [{ task: 'turbo' }] : [];
  return tally(packages, [...failed, ...unexplained]);
}

/** @type {import('./test-results.mjs').Tally} */
let result;
try {
  result = await main();
} catch (error) {
  const reasons = [error instanceof Error ? error.message : String(error)];
  result = { passed: 0, failed: 1, skipped: 0, reasons, secondTries: [] };
}
console.log('');
if (result.secondTries.length > 0) console.log(['Passed when they ran again:', ...result.secondTries, ''].join('\n'));
for (const reason of result.reasons) console.log(reason);
if (result.skipped > 0) console.log(`${result.skipped} skipped`);
console.log(`${result.passed} passed, ${result.failed} failed`);
process.exitCode = result.failed === 0 ? 0 : 1;
