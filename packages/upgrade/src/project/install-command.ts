import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const lockfiles: readonly (readonly [file: string, command: string])[] = [
  ['pnpm-lock.yaml', 'pnpm install'],
  ['yarn.lock', 'yarn install'],
  ['bun.lock', 'bun install'],
  ['bun.lockb', 'bun install'],
  ['package-lock.json', 'npm install'],
];

/** The command that updates the lockfile: that of the nearest lockfile in the folder or above it. */
export function installCommand(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    const found = lockfiles.find(([file]) => existsSync(join(at, file)));
    if (found) return found[1];
    if (dirname(at) === at) return 'npm install';
  }
}
