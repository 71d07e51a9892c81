import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

const inEnvironment = {
  CLERK_SECRET_KEY: 'sk_test_there_while_it_is_built',
  NUXT_CLERK_SECRET_KEY: 'sk_test_nuxt_there_while_it_is_built',
  CLERK_MACHINE_SECRET_KEY: 'ak_there_while_it_is_built',
};

const inFile = {
  NUXT_CLERK_MACHINE_SECRET_KEY: 'ak_in_a_file_while_it_is_built',
  CLERK_WEBHOOK_SIGNING_SECRET: `whsec_${btoa('in a file while it is built')}`,
  NUXT_CLERK_WEBHOOK_SIGNING_SECRET: `whsec_${btoa('nuxt: in a file while it is built')}`,
  NUXT_CLERK_JWT_KEY: 'a key in a file while it is built',
};

/** Secrets that are there while the application is built. None of them may become a part of it. */
export const secrets: Readonly<Record<string, string>> = { ...inEnvironment, ...inFile };

const run = promisify(execFile);
/** Where the application is. */
export const app = join(import.meta.dirname, 'app');

/**
 * Builds the application as a user does.
 * @param variables - of the process, beside those that are secret
 * @param folder - of the application; Nuxt is the one that is found there
 */
export async function build(variables: Readonly<Record<string, string>> = {}, folder = app): Promise<void> {
  const file = join(folder, '.env');
  const nuxt = createRequire(file)
    .resolve('nuxt/package.json')
    .replace(/package\.json$/, 'bin/nuxt.mjs');
  writeFileSync(
    file,
    Object.entries(inFile)
      .map(([name, value]) => `${name}="${value}"\n`)
      .join(''),
  );
  try {
    await run(process.execPath, [nuxt, 'build'], {
      cwd: folder,
      env: { ...process.env, ...inEnvironment, NODE_ENV: 'production', NUXT_TELEMETRY_DISABLED: '1', ...variables },
      maxBuffer: 2 ** 26,
    });
  } catch (error) {
    throw new Error('The application could not be built.', { cause: error });
  } finally {
    rmSync(file);
  }
}

/** Builds the application once for all test files. */
export default async function buildApp(): Promise<void> {
  await build();
}
