import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Builds the application once for all test files, as a user does. */
export default function buildApp(): void {
  const cli = join(import.meta.dirname, '..', 'node_modules', 'next', 'dist', 'bin', 'next');
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'build', 'app'], {
    cwd: import.meta.dirname,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The application could not be built.\n${stdout}\n${stderr}`);
}
