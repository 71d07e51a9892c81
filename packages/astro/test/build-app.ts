import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Secrets that are there while the application is built. None of them may become a part of it. */
export const secrets = {
  CLERK_SECRET_KEY: 'sk_test_there_while_it_is_built',
  CLERK_MACHINE_SECRET_KEY: 'ak_there_while_it_is_built',
  CLERK_WEBHOOK_SIGNING_SECRET: `whsec_${btoa('there while it is built')}`,
} as const;

/** A variable that browsers may see, which the build writes into the code. */
export const builtSignUpUrl = '/sign-up-of-the-build';

const run = promisify(execFile);
const astro = join(import.meta.dirname, '..', 'node_modules', 'astro', 'astro.js');
const app = join(import.meta.dirname, 'app');

/** Builds the application once for all test files, as a user does: with all variables in a file `.env`. */
export default async function buildApp(): Promise<void> {
  const variables = Object.entries({ ...secrets, PUBLIC_CLERK_SIGN_UP_URL: builtSignUpUrl });
  writeFileSync(join(app, '.env'), variables.map(([name, value]) => `${name}=${value}\n`).join(''));
  const env = { PATH: process.env['PATH'], NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' };
  try {
    await run(process.execPath, [astro, 'build'], { cwd: app, env });
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`The application could not be built.\n${String(stdout)}\n${String(stderr)}`, { cause: error });
  }
}
