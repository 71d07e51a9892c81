// `pnpm mutation`, or `pnpm mutation proxy guards`: changes the sources of the backend, one small change at a time, and lists the
// changes that no test notices. It fails if these are 3 % of a subject or more. Nothing of it runs in `npm test`. `--sample=30` measures
// 30 % of the changes, the same in each run. `--second-look` leaves out the first of the two passes. `--tests=token/key-set`, once or several
// times, runs only the test files whose path has this in it: other files may notice what survives them.
//
// There are two passes. The quick one runs the tests once, and repeats each with the changes that it runs (`quick-runner.ts`). The second
// look runs all tests for each change that is left, each in a new process (`second-look.mjs`). Stryker makes the changes. What a test has
// noticed is not measured again while its file is the same: a run that was stopped continues, and new tests are measured in minutes. Delete
// `reports/` to start anew, for example after tests were removed.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
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

const dpop = [
  ...sourcesIn('dpop'),
  ...['decide-bound-token', 'read-confirmation', 'token-challenge'].map((name) => `src/request/${name}.ts`),
];
const keyStore = [
  'crypto/store-cipher',
  'token/ask-store',
  'token/create-key-store',
  'token/guarded-store',
  'token/key-set',
].map((path) => `src/${path}.ts`);

/** @type {Readonly<Record<string, readonly string[]>>} */
const subjects = {
  webhook: sourcesIn('webhook'),
  proxy: sourcesIn('proxy'),
  guards,
  dpop,
  'key-store': keyStore,
  token: sourcesIn('token').filter((path) => !keyStore.includes(path)),
  request: sourcesIn('request').filter((path) => !guards.includes(path) && !dpop.includes(path)),
};

const { values, positionals: given } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    'second-look': { type: 'boolean' },
    tests: { type: 'string', multiple: true },
  },
});
// The other modules and processes read it.
if (values.sample !== undefined) process.env['MUTATION_SAMPLE'] = values.sample;
const { insertChanges } = await import('./insert-changes.mjs');
const { readChanges, readNoticed } = await import('./results.mjs');
const { secondLook } = await import('./second-look.mjs');

/** Parts of the paths of the tests that run; none: all. */
const tests = values.tests ?? [];

/** What no test notices must be less than this. */
const maxSurvivorsPercent = 3;

/**
 * Repeats each test with each change that it runs.
 * @param {string} subject
 */
function quickPass(subject) {
  const command = [here('node_modules/vitest/vitest.mjs'), 'run', '--config', here('quick.vitest.config.ts'), ...tests];
  spawnSync(process.execPath, command, {
    cwd: backend,
    stdio: 'inherit',
    env: { ...process.env, MUTATION_SUBJECT: subject },
  });
}

/**
 * Prints the figures of a subject, and the changes that survived.
 * @param {string} subject
 * @returns {boolean} whether few enough changes survived
 */
function summarize(subject) {
  const noticed = readNoticed(subject);
  const measured = Object.values(readChanges(subject));
  const survivors = measured.filter(({ key }) => !noticed.has(key));
  const percent = (100 * survivors.length) / measured.length;
  console.log(survivors.map(({ place }) => `survived: ${place}`).join('\n'));
  console.log(
    `${subject}: ${measured.length} changes measured, ${measured.length - survivors.length} noticed, ` +
      `${survivors.length} survived: ${percent.toFixed(1)} %, and less than ${maxSurvivorsPercent} % is wanted.`,
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
  const putBack = await insertChanges(
    subject,
    files.map((path) => backend + path),
  );
  try {
    if (!values['second-look']) quickPass(subject);
    await secondLook(subject, tests);
  } finally {
    putBack();
  }
  if (!summarize(subject)) process.exitCode = 1;
}
