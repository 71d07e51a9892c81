// Builds the example app for the React Router of the package it is started in, as if it were installed from npm: `app` for Node.js, and `worker`
// for Cloudflare Workers. The columns of a version share `app`: which packages they run on is decided when it starts.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeOfPackage } from '../node-of-package.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const manifest = JSON.parse(readFileSync('node_modules/@react-router/dev/package.json', 'utf8'));
const cli = join(process.cwd(), 'node_modules/@react-router/dev', manifest.bin['react-router']);
const major = Number.parseInt(manifest.version, 10);

/** Copies the example, with other files in the place of some of its own. */
function copyExample(target, overlay) {
  rmSync(target, { recursive: true, force: true });
  cpSync(join(root, 'apps/react-router/app'), join(target, 'app'), { recursive: true });
  cpSync(fileURLToPath(new URL(overlay, import.meta.url)), target, { recursive: true });
  // Installed packages, not links into this repository, where other versions of React Router are found.
  for (const name of ['backend', 'react-router'])
    for (const entry of ['package.json', 'dist'])
      cpSync(join(root, 'packages', name, entry), join(target, 'node_modules/@acme', name, entry), { recursive: true });
  cpSync(join(root, 'apps/pages'), join(target, 'node_modules/example-pages'), { recursive: true });
  // The flag of version 7 is the only way of version 8.
  if (major > 7) writeFileSync(join(target, 'react-router.config.ts'), 'export default {};\n');
}

/** Lets the example import what the columns swap. */
function importSwapped(target) {
  const sources = readdirSync(join(target, 'app'), { withFileTypes: true, recursive: true }).filter(
    ({ name, parentPath }) => /\.tsx?$/.test(name) && !parentPath.endsWith('swap'),
  );
  for (const { name, parentPath } of sources) {
    const file = join(parentPath, name);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replaceAll(/'@acme\/react-router\/(server|webhooks)'/g, "'#$1'"));
  }
}

function build(target) {
  const { status } = spawnSync(nodeOfPackage(), [cli, 'build'], {
    cwd: target,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

copyExample('app', 'overlay');
importSwapped('app');
build('app');
copyExample('worker', 'worker');
build('worker');
