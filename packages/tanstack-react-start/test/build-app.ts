import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Secrets that are there while the application is built. None of them may become a part of it. */
export const secrets = {
  CLERK_SECRET_KEY: 'sk_test_there_while_it_is_built',
  CLERK_MACHINE_SECRET_KEY: 'ak_there_while_it_is_built',
  CLERK_WEBHOOK_SIGNING_SECRET: `whsec_${btoa('there while it is built')}`,
} as const;

const run = promisify(execFile);
const vite = join(import.meta.dirname, '..', 'node_modules', 'vite', 'bin', 'vite.js');
const app = join(import.meta.dirname, 'app');

async function build(args: readonly string[]): Promise<void> {
  try {
    await run(process.execPath, [vite, 'build', ...args], {
      cwd: app,
      env: { ...process.env, ...secrets, NODE_ENV: 'production' },
    });
  } catch (error) {
    throw new Error('The application could not be built.', { cause: error });
  }
}

/** Builds the application once for all test files, as a user does: for Node.js and for Cloudflare Workers. */
export default async function buildApps(): Promise<void> {
  await build([]);
  await build(['--mode', 'workerd']);
}
