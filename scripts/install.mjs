// Installs the dependencies when the lockfile says something else than what is installed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pnpm, root } from './pnpm.mjs';

/** The name in the root package.json. */
const rootPackage = 'acme-monorepo';
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
 * Runs `pnpm install --frozen-lockfile` unless the installed dependencies are those of the lockfile.
 * @param {'everything' | readonly string[]} extent everything, or the names of the workspace packages that are needed: they and all that
 *   they depend on are installed, with the tools of the root
 */
export async function installIfNeeded(extent) {
  const names = extent === 'everything' ? ['everything'] : extent;
  const identity = fingerprint();
  const [stamped, ...stampedNames] = existsSync(stampFile) ? readFileSync(stampFile, 'utf8').split(' ') : [];
  const installed = new Set(stamped === identity ? stampedNames : []);
  if (installed.has('everything') || names.every((name) => installed.has(name))) return;
  console.log('Installing dependencies (first time, or the lockfile changed) ...');
  const started = performance.now();
  const filters = extent === 'everything' ? [] : [rootPackage, ...extent.map((name) => `${name}...`)];
  const code = await pnpm(['install', '--frozen-lockfile', ...filters.map((name) => `--filter=${name}`)], {
    ...process.env,
    CI: '1',
  });
  if (code !== 0) throw new Error(`pnpm install failed with exit code ${code}; its output is above.`);
  writeFileSync(stampFile, [identity, ...new Set([...installed, ...names])].join(' '));
  console.log(`Dependencies installed in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}
