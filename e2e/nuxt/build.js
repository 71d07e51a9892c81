// Builds the example app with pages of the client half, for the Nuxt of the package it is started in, and the example as it is if a column has no
// client half. The columns of a version share these builds: which packages they run on is decided when they start.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasHostedColumn } from '../app-of-column.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const nuxt = join(process.cwd(), 'node_modules/nuxt');
const major = Number.parseInt(JSON.parse(readFileSync(join(nuxt, 'package.json'), 'utf8')).version, 10);

/** Copies the example, and the files in a folder of this one that take the place of some of its own. */
function copyExample(/** @type {string} */ target, /** @type {string} */ overlay) {
  rmSync(target, { recursive: true, force: true });
  for (const folder of ['app', 'server'])
    cpSync(join(root, 'apps/nuxt', folder), join(target, folder), { recursive: true });
  cpSync(join(root, 'apps/pages/src/page.ts'), join(target, 'example-pages.ts'));
  cpSync(fileURLToPath(new URL(overlay, import.meta.url)), target, { recursive: true });
  if (major > 3) return;
  // Installed packages, not links into this repository, where Nuxt 4 is found.
  for (const name of ['backend', 'nuxt'])
    for (const entry of ['package.json', 'dist'])
      cpSync(join(root, 'packages', name, entry), join(target, 'node_modules/@acme', name, entry), { recursive: true });
  const config = join(target, 'nuxt.config.ts');
  // The folders of Nuxt 4.
  const folders = 'defineNuxtConfig({\n  future: { compatibilityVersion: 4 },';
  writeFileSync(config, readFileSync(config, 'utf8').replace('defineNuxtConfig({', folders));
}

/** Lets the example import what the columns swap. */
function importSwapped(/** @type {string} */ target) {
  const sources = readdirSync(join(target, 'server'), { withFileTypes: true, recursive: true }).filter(
    ({ name, parentPath }) => name.endsWith('.ts') && !parentPath.endsWith('swap'),
  );
  for (const { name, parentPath } of sources) {
    const file = join(parentPath, name);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replaceAll(/'@acme\/nuxt\/(server|webhooks)'/g, "'#$1'"));
  }
}

function build(/** @type {string} */ target) {
  const { status } = spawnSync(process.execPath, [join(nuxt, 'bin/nuxt.mjs'), 'build'], {
    cwd: target,
    env: { ...process.env, NODE_ENV: 'production', NUXT_TELEMETRY_DISABLED: '1' },
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

copyExample('app', 'overlay');
importSwapped('app');
build('app');
if (hasHostedColumn()) {
  copyExample('hosted', 'hosted');
  build('hosted');
}
