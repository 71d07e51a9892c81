// Builds the example app with pages of the client half, for the Astro of the package it is started in. The columns of a version share this build:
// which packages they run on is decided when it starts.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeOfPackage } from '../node-of-package.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const target = join(process.cwd(), 'app');

rmSync(target, { recursive: true, force: true });
cpSync(join(root, 'apps/astro/src'), join(target, 'src'), { recursive: true });
cpSync(fileURLToPath(new URL('overlay', import.meta.url)), target, { recursive: true });
cpSync(join(root, 'apps/pages/src/page.ts'), join(target, 'src/example-pages.ts'));

// The integration writes the address of the components into the code of the browser, where it cannot be known: the page loads them itself.
const page = join(target, 'src/components/page.astro');
const components = '<script is:inline src={process.env[\'PUBLIC_CLERK_UI_URL\']} crossorigin="anonymous" />';
writeFileSync(page, readFileSync(page, 'utf8').replace('</head>', `  ${components}\n  </head>`));

/** The example imports what the columns swap. */
const sources = readdirSync(join(target, 'src'), { withFileTypes: true, recursive: true }).filter(
  ({ name, parentPath }) => /\.(astro|ts)$/.test(name) && !parentPath.endsWith('swap'),
);
for (const { name, parentPath } of sources) {
  const file = join(parentPath, name);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replaceAll(/'@acme\/astro\/(server|webhooks)'/g, "'#$1'"));
}

const astro = join(process.cwd(), 'node_modules/astro');
const { bin } = JSON.parse(readFileSync(join(astro, 'package.json'), 'utf8'));
const { status } = spawnSync(nodeOfPackage(), [join(astro, bin.astro), 'build'], {
  cwd: target,
  env: { ...process.env, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
