import { execFile } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Secrets that are there while the application is built. None of them may become a part of it. */
export const secrets = {
  CLERK_SECRET_KEY: 'sk_test_there_while_it_is_built',
  CLERK_MACHINE_SECRET_KEY: 'ak_there_while_it_is_built',
  CLERK_ENCRYPTION_KEY: 'an encryption key there while it is built',
  CLERK_WEBHOOK_SIGNING_SECRET: `whsec_${btoa('there while it is built')}`,
} as const;

const run = promisify(execFile);
const test = import.meta.dirname;

/** What a folder of an application keeps: what comes from the lists of packages, and the cache of the last build. */
const kept: readonly string[] = ['package.json', 'node_modules', '.next'];

/**
 * Copies the application to the folder where Next.js 15 is installed, and the package to where a user's package manager puts it: so it finds
 * the versions of Next.js and React that are installed there.
 */
function prepareNext15(): void {
  const folder = join(test, 'next15');
  for (const name of readdirSync(folder)) if (!kept.includes(name)) rmSync(join(folder, name), { recursive: true });
  for (const name of readdirSync(join(test, 'app'))) {
    if (!kept.includes(name)) cpSync(join(test, 'app', name), join(folder, name), { recursive: true });
  }
  cpSync(join(folder, 'proxy.js'), join(folder, 'middleware.js'));
  rmSync(join(folder, 'proxy.js'));
  const installed = join(folder, 'node_modules', '@acme', 'nextjs');
  if (existsSync(installed)) rmSync(installed, { recursive: true });
  for (const name of ['package.json', 'dist']) {
    cpSync(join(test, '..', name), join(installed, name), { recursive: true });
  }
}

async function build(app: string, installedIn: string, ...options: readonly string[]): Promise<void> {
  const cli = join(installedIn, 'node_modules', 'next', 'dist', 'bin', 'next');
  const env = { ...process.env, ...secrets, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' } as const;
  try {
    await run(process.execPath, [cli, 'build', app, ...options], { cwd: test, env });
  } catch (error) {
    throw new Error(`The application in ${app} could not be built.`, { cause: error });
  }
}

/** Builds the application once for all test files, as a user does: with each major version of Next.js. */
export default async function buildApps(): Promise<void> {
  prepareNext15();
  // Next.js 15 would check the code with the rules of this repository.
  await Promise.all([build('app', join(test, '..')), build('next15', join(test, 'next15'), '--no-lint')]);
}
