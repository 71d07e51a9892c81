import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { folders, type Major } from './astro-versions.js';

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

async function build(major: Major, ...given: readonly string[]): Promise<void> {
  const cwd = folders[major];
  const [node, astro] = programs[major];
  const variables = Object.entries({ ...secrets, PUBLIC_CLERK_SIGN_UP_URL: builtSignUpUrl });
  writeFileSync(join(cwd, '.env'), variables.map(([name, value]) => `${name}=${value}\n`).join(''));
  const env = { PATH: process.env['PATH'], NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' };
  try {
    await run(node, [astro, 'build', ...given], { cwd, env });
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`The application could not be built.\n${String(stdout)}\n${String(stderr)}`, { cause: error });
  }
}

/** Builds the application for Cloudflare Workers. */
export const buildWorker = (): Promise<void> => build(5, '--config', 'astro.workerd.config.mjs');

/** Builds the application once for all test files, as a user does: with all variables in a file `.env`. */
export default async function buildApp(): Promise<void> {
  await build(5);
  await build(6);
}
