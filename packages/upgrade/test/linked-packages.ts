import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { RetiredMajor, Stage } from './sample-checks/sample.js';

const installed = join(import.meta.dirname, '..', 'node_modules');
const retiredSdk = '@clerk/clerk-sdk-node';

function link(folder: string, name: string, to = name): void {
  const path = join(folder, 'node_modules', name);
  mkdirSync(join(path, '..'), { recursive: true });
  symlinkSync(join(installed, to), path);
}

/** Gives a sample the packages of this workspace that it finds at a stage. After the command it finds none of the old ones. */
export function linkPackages(folder: string, stage: Stage, major: RetiredMajor | undefined): void {
  rmSync(join(folder, 'node_modules'));
  for (const name of readdirSync(installed)) {
    if (name.startsWith('.') || name.startsWith('clerk-sdk-node-') || name === '@clerk') continue;
    if (name !== '@hono' || stage === 'official') link(folder, name);
    else link(folder, '@hono/node-server');
  }
  if (stage === 'official') link(folder, '@clerk');
  if (stage === 'node-legacy') link(folder, retiredSdk, '@acme/node-legacy');
  if (stage === 'retired') link(folder, retiredSdk, `clerk-sdk-node-${major}`);
}
