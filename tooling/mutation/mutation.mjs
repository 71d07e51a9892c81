// `pnpm mutation`, or `pnpm mutation proxy guards`: changes the sources of the backend, one small change at a time, and lists the
// changes that no test notices. Nothing of it runs in `npm test`; a subject takes from ten minutes to an hour.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** @param {string} path */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const backend = here('../../packages/backend/');

const guards = [
  'assert-called',
  'create-guard',
  'get-auth',
  'has-authorization',
  'protect-options',
  'reverification-error',
];

/** @type {Readonly<Record<string, readonly string[]>>} */
const subjects = {
  webhook: ['src/webhook/*.ts'],
  proxy: ['src/proxy/*.ts'],
  guards: guards.map((name) => `src/request/${name}.ts`),
  token: ['src/token/*.ts'],
  request: ['src/request/*.ts', ...guards.map((name) => `!src/request/${name}.ts`)],
};

const given = process.argv.slice(2);
const unknown = given.filter((name) => !(name in subjects));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}: the subjects are ${Object.keys(subjects).join(', ')}.`);
  process.exit(1);
}
// The sources are changed in place, and what is not committed could be lost when the run is killed.
const changed = spawnSync('git', ['status', '--porcelain', 'src'], { cwd: backend, encoding: 'utf8' }).stdout;
if (changed) {
  console.error(`Commit these first, the run changes the sources in place:\n${changed}`);
  process.exit(1);
}

const stryker = here('node_modules/@stryker-mutator/core/bin/stryker.js');
for (const subject of given.length > 0 ? given : Object.keys(subjects)) {
  const files = subjects[subject] ?? [];
  const { status } = spawnSync(
    process.execPath,
    [stryker, 'run', here('stryker.config.mjs'), '--mutate', files.join(',')],
    {
      cwd: backend,
      stdio: 'inherit',
      env: { ...process.env, MUTATION_SUBJECT: subject },
    },
  );
  if (status !== 0) process.exitCode = status ?? 1;
}
