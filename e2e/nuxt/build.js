// Builds the example app with pages of the client half. The columns share this build: which packages they run on is decided when it starts.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const target = join(process.cwd(), 'app');

rmSync(target, { recursive: true, force: true });
for (const folder of ['app', 'server'])
  cpSync(join(root, 'apps/nuxt', folder), join(target, folder), { recursive: true });
cpSync(fileURLToPath(new URL('overlay', import.meta.url)), target, { recursive: true });
cpSync(join(root, 'apps/pages/src/page.ts'), join(target, 'example-pages.ts'));

/** The example imports what the columns swap. */
const sources = readdirSync(join(target, 'server'), { withFileTypes: true, recursive: true }).filter(
  ({ name, parentPath }) => name.endsWith('.ts') && !parentPath.endsWith('swap'),
);
for (const { name, parentPath } of sources) {
  const file = join(parentPath, name);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replaceAll(/'@acme\/nuxt\/(server|webhooks)'/g, "'#$1'"));
}

const nuxt = join(process.cwd(), 'node_modules/nuxt/bin/nuxt.mjs');
const { status } = spawnSync(process.execPath, [nuxt, 'build'], {
  cwd: target,
  env: { ...process.env, NODE_ENV: 'production', NUXT_TELEMETRY_DISABLED: '1' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
