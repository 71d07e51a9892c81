// Builds the example app with pages of the client half, for the Astro of the package it is started in, and the example as it is if a column has
// no client half. The columns of a version share these builds: which packages they run on is decided when they start.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasHostedColumn } from '../app-of-column.js';
import { nodeOfPackage } from '../node-of-package.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Copies the example, and the files in a folder of this one that take the place of some of its own. */
function copyExample(/** @type {string} */ target, /** @type {string} */ overlay) {
  rmSync(target, { recursive: true, force: true });
  cpSync(join(root, 'apps/astro/src'), join(target, 'src'), { recursive: true });
  cpSync(join(root, 'apps/pages/src/page.ts'), join(target, 'src/example-pages.ts'));
  cpSync(fileURLToPath(new URL(overlay, import.meta.url)), target, { recursive: true });
}

// The integration writes the address of the components into the code of the browser, where it cannot be known: the page loads them itself.
function loadComponents(/** @type {string} */ target) {
  const page = join(target, 'src/components/page.astro');
  const components = '<script is:inline src={process.env[\'PUBLIC_CLERK_UI_URL\']} crossorigin="anonymous" />';
  writeFileSync(page, readFileSync(page, 'utf8').replace('</head>', `  ${components}\n  </head>`));
}

/** Lets the example import what the columns swap. */
function importSwapped(/** @type {string} */ target) {
  const sources = readdirSync(join(target, 'src'), { withFileTypes: true, recursive: true }).filter(
    ({ name, parentPath }) => /\.(astro|ts)$/.test(name) && !parentPath.endsWith('swap'),
  );
  for (const { name, parentPath } of sources) {
    const file = join(parentPath, name);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replaceAll(/'@acme\/astro\/(server|webhooks)'/g, "'#$1'"));
  }
}

function build(/** @type {string} */ target) {
  const astro = join(process.cwd(), 'node_modules/astro');
  const { bin } = JSON.parse(readFileSync(join(astro, 'package.json'), 'utf8'));
  const { status } = spawnSync(nodeOfPackage(), [join(astro, bin.astro), 'build'], {
    cwd: target,
    env: { ...process.env, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' },
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

copyExample('app', 'overlay');
loadComponents('app');
importSwapped('app');
build('app');
if (hasHostedColumn()) {
  copyExample('hosted', 'hosted');
  build('hosted');
}
