import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { hostNode } from '../../scripts/host-node.mjs';
import { programIn } from './package-managers.js';
import type { Registry } from './registry.js';
import { bun } from './runtimes.js';
import { root } from './workspace.js';

/** The commands that each package manager installs, as a shell finds them. */
const programs = {
  pnpm: { pnpm: [hostNode, join(root, 'release/node_modules/pnpm/bin/pnpm.cjs')] },
  yarn: { yarn: [hostNode, programIn('@yarnpkg/cli-dist', 'bin/yarn.js')] },
  bun: { bun: [bun], bunx: [bun, 'x'] },
} satisfies Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Where each finds packages, and where it keeps what it downloads: nothing outside of the folder. */
const settings = ({ url }: Registry, place: string) => ({
  YARN_NODE_LINKER: 'node-modules',
  YARN_NPM_REGISTRY_SERVER: url,
  YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
  YARN_NPM_MINIMAL_AGE_GATE: '0',
  YARN_NETWORK_CONCURRENCY: '8',
  YARN_ENABLE_TELEMETRY: '0',
  YARN_GLOBAL_FOLDER: join(place, '.global'),
  YARN_ENABLE_IMMUTABLE_INSTALLS: '0',
  BUN_CONFIG_REGISTRY: url,
  BUN_INSTALL_CACHE_DIR: join(place, '.global'),
  XDG_CACHE_HOME: join(place, '.global'),
  TMPDIR: join(place, '.tmp'),
});

/**
 * Makes the commands of a package manager, as if it were installed.
 * @param place - the folder of the application
 * @returns the environment in which they are found, and find the registry
 */
export function commandsOf(manager: keyof typeof programs, registry: Registry, place: string): NodeJS.ProcessEnv {
  const bin = join(place, '.bin');
  for (const folder of [bin, join(place, '.tmp')]) mkdirSync(folder);
  for (const [name, command] of Object.entries(programs[manager])) {
    const file = join(bin, name);
    writeFileSync(file, `#!/bin/sh\nexec ${command.map((part) => `"${part}"`).join(' ')} "$@"\n`);
    chmodSync(file, 0o755);
  }
  if (manager === 'yarn') writeFileSync(join(place, 'yarn.lock'), '');
  return {
    ...registry.env,
    ...settings(registry, place),
    PATH: [bin, registry.env['PATH'] ?? process.env['PATH']].join(delimiter),
  };
}
