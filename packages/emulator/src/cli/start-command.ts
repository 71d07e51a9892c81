import type { Command } from 'commander';
import pc from 'picocolors';
import { formatEnvironment } from '../instance/app-connection.js';
import type { Emulator } from '../emulator.js';
import { endingSignals } from './ending-signals.js';
import { exampleText } from './example-text.js';
import { fail } from './fail.js';
import { runningEmulator } from './running-emulator.js';
import { serverFlags, type ServerFlags } from './server-flags.js';

/** Adds `start`, which also runs without its name. */
export function startCommand(program: Command): void {
  serverFlags(program.command('start', { isDefault: true }))
    .description('start the emulator and keep it running')
    .addHelpText('after', () => exampleText('start'))
    .action(start);
}

async function start(flags: ServerFlags): Promise<void> {
  const { emulator, stop } = await runningEmulator(flags);
  // Not `once`: a second Ctrl+C would end the process while the state is written.
  const end = () => void stop().then(() => process.exit(0), fail);
  for (const signal of endingSignals) process.on(signal, end);
  process.on('uncaughtException', (error) => void stop().then(() => fail(error), fail));
  // Last: whoever reads it may end the emulator at once.
  if (!flags.quiet) process.stdout.write(introduction(emulator));
}

function introduction(emulator: Emulator): string {
  const width = Math.max(0, ...emulator.users.map((user) => (user.emailAddress || (user.username ?? '')).length));
  const people = emulator.users.map(
    (user) =>
      `  ${(user.emailAddress || (user.username ?? '')).padEnd(width)}   ${user.password ?? pc.dim('no password: one click')}\n`,
  );
  return [
    `\n${pc.bold('Acme Emulator')} is running at ${pc.cyan(emulator.url)} ${pc.dim('(open it: there is the dashboard)')}\n`,
    pc.dim('For development and tests only. Never put real accounts or live keys here.\n'),
    `\n${pc.bold('Environment')} ${pc.dim('(put this into .env of your application)')}\n`,
    formatEnvironment(emulator.env, 'dotenv').replace(/^/gm, '  ').trimEnd(),
    `\n\n${pc.bold('Users')}\n`,
    ...people,
    pc.dim('\nPress Ctrl+C to stop.\n\n'),
  ].join('');
}
