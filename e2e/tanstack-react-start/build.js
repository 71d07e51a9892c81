// Builds the example app with pages of the client half, as if it were installed from npm. The columns share this build: which packages they run on
// is decided when it starts.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const target = fileURLToPath(new URL('app', import.meta.url));

rmSync(target, { recursive: true, force: true });
cpSync(join(root, 'apps/tanstack-react-start/src'), join(target, 'src'), { recursive: true });
cpSync(fileURLToPath(new URL('overlay', import.meta.url)), target, { recursive: true });
cpSync(join(root, 'apps/pages/src/page.ts'), join(target, 'src/example-pages.ts'));

/** The example imports what the columns swap. */
const sources = readdirSync(join(target, 'src'), { withFileTypes: true, recursive: true }).filter(
  ({ name, parentPath }) => /\.tsx?$/.test(name) && !parentPath.endsWith('swap'),
);
for (const { name, parentPath } of sources) {
  const file = join(parentPath, name);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replaceAll(/'@acme\/tanstack-react-start\/(server|webhooks)'/g, "'#$1'"));
}

const vite = fileURLToPath(new URL('node_modules/vite/bin/vite.js', import.meta.url));
const { status } = spawnSync(process.execPath, [vite, 'build'], {
  cwd: target,
  env: { ...process.env, NODE_ENV: 'production' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
