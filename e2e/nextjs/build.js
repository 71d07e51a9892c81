// Builds the example app for the Next.js of the package it is started in, as if it were installed from npm. The columns of a version share
// this build: which packages they run on is decided when it starts.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const example = join(root, 'apps/nextjs');
const target = join(process.cwd(), 'app');
const next = join(process.cwd(), 'node_modules/next');
const isBuilt = new Set(['node_modules', '.next', '.turbo', 'next-env.d.ts']);

/** The version of Next.js. */
const major = Number.parseInt(JSON.parse(readFileSync(join(next, 'package.json'), 'utf8')).version, 10);

// What the bundler has cached stays.
if (existsSync(target))
  for (const name of readdirSync(target)) if (name !== '.next') rmSync(join(target, name), { recursive: true });
cpSync(example, target, {
  recursive: true,
  filter: (source) =>
    !source
      .slice(example.length + 1)
      .split('/')
      .some((name) => isBuilt.has(name)),
});
const overlay = fileURLToPath(new URL('overlay', import.meta.url));
cpSync(overlay, target, { recursive: true });
for (const entry of readdirSync(overlay, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js')))
  for (const extension of ['.ts', '.tsx']) rmSync(join(target, entry.replace(/\.js$/, extension)), { force: true });

// Installed packages, not links into this repository, where other versions of Next.js are found.
for (const name of ['backend', 'nextjs'])
  for (const entry of ['package.json', 'dist'])
    cpSync(join(root, 'packages', name, entry), join(target, 'node_modules/@acme', name, entry), { recursive: true });
cpSync(join(root, 'apps/pages'), join(target, 'node_modules/example-pages'), { recursive: true });

/** The example imports what the columns swap. */
const sources = readdirSync(target, { withFileTypes: true, recursive: true }).filter(
  ({ name, parentPath }) => /\.tsx?$/.test(name) && !/node_modules|\.next/.test(parentPath),
);
for (const { name, parentPath } of sources) {
  const file = join(parentPath, name);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replaceAll(/'@acme\/nextjs\/(server|webhooks)'/g, "'#$1'"));
}
if (major < 16) renameSync(join(target, 'proxy.ts'), join(target, 'middleware.ts'));

// Older versions would check the code with the rules of this repository.
const options = major < 16 ? ['--no-lint'] : [];
const { status } = spawnSync(process.execPath, [join(next, 'dist/bin/next'), 'build', 'app', ...options], {
  env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
