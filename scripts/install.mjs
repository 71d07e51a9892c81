// Installs the dependencies when the lockfile says something else than what is installed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pnpm, root } from './pnpm.mjs';

const stampFile = join(root, 'node_modules', '.installed-lockfile');

/**
 * Identifies an installation: the lockfile, the workspace settings, and the machine (esbuild, turbo and libSQL are
 * native programs, so a checkout shared between two systems needs two installations).
 */
function fingerprint() {
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'])
    hash.update(readFileSync(join(root, file)));
  return hash.update(`${process.platform} ${process.arch}`).digest('hex');
}

/**
 * What is installed: everything; or everything but the other JavaScript runtimes, which only tests and the worker example
 * need and which are larger than all the rest.
 * @typedef {'everything' | 'all but runtimes'} Extent
 */

/**
 * Runs `pnpm install --frozen-lockfile` unless the installed dependencies are those of the lockfile.
 * @param {Extent} extent
 */
export async function installIfNeeded(extent) {
  const identity = fingerprint();
  const installed = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : '';
  if (installed === `${identity} everything` || installed === `${identity} ${extent}`) return;
  console.log('Installing dependencies (first time, or the lockfile changed) ...');
  const started = performance.now();
  const code = await pnpm(
    [
      'install',
      '--frozen-lockfile',
      ...(extent === 'everything'
        ? []
        : ['--filter=!runtimes', '--filter=!example-cloudflare-worker', '--filter=!e2e']),
    ],
    { ...process.env, CI: '1' },
  );
  if (code !== 0) throw new Error(`pnpm install failed with exit code ${code}; its output is above.`);
  writeFileSync(stampFile, `${identity} ${extent}`);
  console.log(`Dependencies installed in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}
