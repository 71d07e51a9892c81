// Builds the example app with pages of the client half. The columns share this build: which packages they run on is decided when it starts.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const target = join(here, 'app');

rmSync(target, { recursive: true, force: true });
cpSync(join(here, '../../apps/remix/app'), target, { recursive: true });
cpSync(join(here, 'overlay'), target, { recursive: true });
// The official package has nothing for programs, and nothing for webhooks.
for (const route of ['api.job.ts', 'webhooks.ts']) rmSync(join(target, 'routes', route));

/** The example imports what the columns swap. */
const sources = readdirSync(target, { withFileTypes: true, recursive: true }).filter(
  ({ name, parentPath }) => /\.tsx?$/.test(name) && !parentPath.endsWith('swap'),
);
for (const { name, parentPath } of sources) {
  const file = join(parentPath, name);
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll("'@acme/remix/ssr.server'", "'#server'"));
}

// The script of the client half is older than the one that the other columns load.
cpSync(join(here, 'node_modules/@clerk/clerk-js/dist'), join(here, 'public/clerk-js'), {
  recursive: true,
  filter: (source) => !/\.(?:map|d\.ts)$/.test(source),
});

const { status } = spawnSync(process.execPath, ['node_modules/@remix-run/dev/dist/cli.js', 'vite:build'], {
  cwd: here,
  env: { ...process.env, NODE_ENV: 'production' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
