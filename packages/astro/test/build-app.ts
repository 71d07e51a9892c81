import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { folders, majors, type Major } from './astro-versions.js';

/** Secrets that are there while the application is built. None of them may become a part of it. */
export const secrets = {
  CLERK_SECRET_KEY: 'sk_test_there_while_it_is_built',
  CLERK_MACHINE_SECRET_KEY: 'ak_there_while_it_is_built',
  CLERK_WEBHOOK_SIGNING_SECRET: `whsec_${btoa('there while it is built')}`,
} as const;

/** A variable that browsers may see, which the build writes into the code. */
export const builtSignUpUrl = '/sign-up-of-the-build';

const run = promisify(execFile);

/** Astro 6 builds on Node.js 22 only. What it builds runs on ours. */
function node22(): string {
  const { resolve } = createRequire(join(folders[6], 'package.json'));
  return join(resolve(`node22-linux-${process.arch}/package.json`), '../bin/node');
}

const programs = {
  5: [process.execPath, join(import.meta.dirname, '..', 'node_modules', 'astro', 'astro.js')],
  6: [node22(), join(folders[6], 'node_modules', 'astro', 'bin', 'astro.mjs')],
} as const satisfies Record<Major, unknown>;

/** Builds the application of this folder, as a user does: with all variables in a file `.env`. */
export async function buildIn(cwd: string, major: Major, ...given: readonly string[]): Promise<void> {
  const [node, astro] = programs[major];
  const variables = Object.entries({ ...secrets, PUBLIC_CLERK_SIGN_UP_URL: builtSignUpUrl });
  writeFileSync(join(cwd, '.env'), variables.map(([name, value]) => `${name}=${value}\n`).join(''));
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    ASTRO_TELEMETRY_DISABLED: '1',
    // The adapter of Astro 6 would ask a server of Cloudflare where this machine is, and wait for the answer.
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    WRANGLER_SEND_METRICS: 'false',
  };
  try {
    await run(node, [astro, 'build', ...given], { cwd, env });
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`The application could not be built.\n${String(stdout)}\n${String(stderr)}`, { cause: error });
  }
}

/** Where `buildWorker` writes what it builds. */
export const workerFolder = (major: Major): string => join(folders[major], 'dist', 'workerd');

/** Builds the application for Cloudflare Workers. */
export async function buildWorker(major: Major): Promise<void> {
  // With what an earlier build has kept, Astro 6 loads the worker twice, and may look for a file of the first time.
  rmSync(join(folders[major], 'node_modules', '.vite-workerd'), { recursive: true, force: true });
  await buildIn(folders[major], major, '--config', 'astro.workerd.config.mjs');
}

/** Builds the application once for all test files. */
export default async function buildApp(): Promise<void> {
  for (const major of majors) await buildIn(folders[major], major);
}
