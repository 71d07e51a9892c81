import type { Command } from 'commander';
import { EmulatorClient } from './emulator-client.js';

/** Flags of commands that talk to a running emulator. */
export interface ClientFlags {
  readonly url: string;
  readonly secretKey?: string;
  readonly json?: boolean;
}

/** Adds them. */
export function clientFlags(command: Command): Command {
  return command
    .option('--url <url>', 'address of the running emulator', 'http://localhost:4500')
    .option('--secret-key <key>', 'its secret key, if it was started with one (default: CLERK_SECRET_KEY)')
    .option('--json', 'print the answer as JSON');
}

/** The emulator that a command talks to. */
export function clientOf({ url, secretKey }: ClientFlags): EmulatorClient {
  const { CLERK_SECRET_KEY: ofShell } = process.env;
  // No emulator has a live key, so that none is sent to whatever listens there.
  return new EmulatorClient({ url, secretKey: secretKey ?? (ofShell?.startsWith('sk_test_') ? ofShell : undefined) });
}
