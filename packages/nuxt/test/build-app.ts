import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Secrets that are there while the application is built. None of them may become a part of it. */
export const secrets = {
  CLERK_SECRET_KEY: 'sk_test_there_while_it_is_built',
  NUXT_CLERK_SECRET_KEY: 'sk_test_nuxt_there_while_it_is_built',
  CLERK_MACHINE_SECRET_KEY: 'ak_there_while_it_is_built',
  NUXT_CLERK_WEBHOOK_SIGNING_SECRET: `whsec_${btoa('there while it is built')}`,
} as const;

const run = promisify(execFile);
const nuxt = join(import.meta.dirname, '..', 'node_modules', 'nuxt', 'bin', 'nuxt.mjs');

/** Builds the application once for all test files, as a user does. */
export default async function buildApp(): Promise<void> {
  try {
    await run(process.execPath, [nuxt, 'build'], {
      cwd: join(import.meta.dirname, 'app'),
      env: { ...process.env, ...secrets, NODE_ENV: 'production', NUXT_TELEMETRY_DISABLED: '1' },
      maxBuffer: 2 ** 26,
    });
  } catch (error) {
    throw new Error('The application could not be built.', { cause: error });
  }
}
