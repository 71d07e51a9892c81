import { realpathSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { hostNode } from '../../scripts/host-node.mjs';
import type { Registry } from './registry.js';
import { root, run } from './workspace.js';

const require = createRequire(import.meta.url);

/** A program inside an installed package. */
export const programIn = (name: string, path: string): string =>
  join(dirname(realpathSync(require.resolve(`${name}/package.json`))), path);

/** Installs packages into a folder, and returns everything that the package manager printed. */
export type Install = (registry: Registry, place: string, names: readonly string[]) => Promise<string>;

/** Messages go to standard output or to standard error, depending on the package manager. */
const withErrors = (registry: Registry, place: string, ...command: readonly string[]) =>
  run('sh', ['-c', '"$@" 2>&1', 'sh', ...command], { cwd: place, env: registry.env });

/** Installs with npm. */
export const installWithNpm: Install = (registry, place, names) =>
  withErrors(registry, place, 'npm', 'install', ...names);

/** Installs with pnpm. */
export const installWithPnpm: Install = (registry, place, names) =>
  withErrors(registry, place, hostNode, join(root, 'release/node_modules/pnpm/bin/pnpm.cjs'), 'add', ...names);

/** Installs with Yarn 4, into a folder `node_modules`. */
export const installWithYarn: Install = (registry, place, names) => {
  const settings = [
    'nodeLinker: node-modules',
    `npmRegistryServer: "${registry.url}"`,
    'unsafeHttpWhitelist: ["127.0.0.1"]',
    'npmMinimalAgeGate: 0',
    // The test registry does not serve more connections at once.
    'networkConcurrency: 8',
    'enableTelemetry: false',
    // Yarn keeps what it knows of a registry by its host, with the port of an earlier one.
    'globalFolder: "./.yarn-global"',
    'enableGlobalCache: false',
    'enableImmutableInstalls: false',
  ];
  writeFileSync(join(place, '.yarnrc.yml'), settings.join('\n') + '\n');
  writeFileSync(join(place, 'yarn.lock'), '');
  return withErrors(registry, place, hostNode, programIn('@yarnpkg/cli-dist', 'bin/yarn.js'), 'add', ...names);
};
