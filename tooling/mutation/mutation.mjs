// `pnpm mutation`, or `pnpm mutation proxy guards`: changes the sources of the backend, one small change at a time, and lists the
// changes that no test notices. It fails if these are 3 % of a subject or more. Nothing of it runs in `npm test`. `--sample=30` measures
// 30 % of the changes, the same in each run.
//
// There are two passes. The quick one runs the tests once, and repeats each with the changes that it runs (`quick-runner.ts`). Stryker's
// own starts anew for each change that is left. What a test has noticed is not measured again while its file is the same: a run that was
// stopped continues, and new tests are measured in minutes. Delete `reports/` to start anew, for example after tests were removed.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** @param {string} path */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const backend = here('../../packages/backend/');

/** @param {string} folder */
const sourcesIn = (folder) =>
  readdirSync(`${backend}src/${folder}`)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `src/${folder}/${name}`);

const guards = [
  'assert-called',
  'create-guard',
  'get-auth',
  'has-authorization',
  'protect-options',
  'reverification-error',
].map((name) => `src/request/${name}.ts`);

/** @type {Readonly<Record<string, readonly string[]>>} */
const subjects = {
  webhook: sourcesIn('webhook'),
  proxy: sourcesIn('proxy'),
  guards,
  token: sourcesIn('token'),
  request: sourcesIn('request').filter((path) => !guards.includes(path)),
};

const { values, positionals: given } = parseArgs({ allowPositionals: true, options: { sample: { type: 'string' } } });
// The other modules and processes read it.
if (values.sample !== undefined) process.env['MUTATION_SAMPLE'] = values.sample;
const { prepareQuickPass } = await import('./prepare-quick-pass.mjs');
const { reportPath } = await import('./results.mjs');

/** What no test notices must be less than this. */
const maxSurvivorsPercent = 3;

/**
 * Runs a command of Node.js for a subject.
 * @param {string} subject
 * @param {readonly string[]} command
 */
function run(subject, command) {
  const env = { ...process.env, MUTATION_SUBJECT: subject };
  return spawnSync(process.execPath, command, { cwd: backend, stdio: 'inherit', env }).status ?? 1;
}

/**
 * Prints the figures of a subject.
 * @param {string} subject
 * @returns {boolean} whether few enough changes survived
 */
function summarize(subject) {
  const { files } = /** @type {{ files: Record<string, { mutants: { status: string, static?: boolean }[] }> }} */ (
    JSON.parse(readFileSync(reportPath(subject, '.json'), 'utf8'))
  );
  // Code that runs while a module is loaded is changed only for tests that load it again, not for those that use what it made.
  const statuses = Object.values(files).flatMap(({ mutants }) =>
    mutants.map(({ status, static: isStatic }) => (isStatic && status === 'Survived' ? 'Ignored' : status)),
  );
  /** @param {string[]} names */
  const count = (...names) => statuses.filter((status) => names.includes(status)).length;
  const measured = count('Killed', 'Timeout', 'Survived', 'NoCoverage');
  const survived = count('Survived', 'NoCoverage');
  const percent = (100 * survived) / measured;
  console.log(
    `${subject}: ${measured} changes measured, ${count('Killed')} noticed, ${count('Timeout')} timed out, ` +
      `${survived} survived: ${percent.toFixed(1)} %, and less than ${maxSurvivorsPercent} % is wanted. ` +
      `Not measured: ${count('Ignored', 'RuntimeError', 'CompileError')}.`,
  );
  return percent < maxSurvivorsPercent;
}

const unknown = given.filter((name) => !(name in subjects));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}: the subjects are ${Object.keys(subjects).join(', ')}.`);
  process.exit(1);
}
// What is not committed could be lost when the run is killed.
const changed = spawnSync('git', ['status', '--porcelain', 'src'], { cwd: backend, encoding: 'utf8' }).stdout;
if (changed) {
  console.error(`Commit these first, the run changes the sources in place:\n${changed}`);
  process.exit(1);
}

for (const subject of given.length > 0 ? given : Object.keys(subjects)) {
  const files = subjects[subject] ?? [];
  const putBack = await prepareQuickPass(
    subject,
    files.map((path) => backend + path),
  );
  run(subject, [here('node_modules/vitest/vitest.mjs'), 'run', '--config', here('quick.vitest.config.ts')]);
  putBack();
  const stryker = run(subject, [
    here('node_modules/@stryker-mutator/core/bin/stryker.js'),
    'run',
    here('stryker.config.mjs'),
    '--mutate',
    files.join(','),
  ]);
  if (stryker !== 0 || !summarize(subject)) process.exitCode = 1;
}
