import type { Command } from 'commander';
import { EmulatorError } from '../errors/emulator-error.js';
import { checkFramework, frameworks } from '../instance/framework-environment.js';
import { endingSignals } from './ending-signals.js';
import { exampleText, program as programName } from './example-text.js';
import { runCommand } from './run-command.js';
import { runningEmulator } from './running-emulator.js';
import { serverFlags, type ServerFlags } from './server-flags.js';

interface ExecFlags extends ServerFlags {
  readonly framework?: string;
}

/** Adds `exec`. */
export function execCommand(program: Command): void {
  serverFlags(program.command('exec'))
    .description('start the emulator, run a command with the environment variables, stop')
    .option('--framework <name>', `add the names of a framework: ${frameworks.join(', ')}`)
    .argument('[command...]', 'the command, after two dashes')
    .passThroughOptions()
    .addHelpText('after', () => exampleText('exec'))
    .action(exec);
}

async function exec(command: readonly string[], flags: ExecFlags): Promise<void> {
  const [program, ...args] = command;
  if (!program) {
    throw new EmulatorError('command_missing', `Say what to run after two dashes: ${programName} exec -- npm test`);
  }
  const framework = flags.framework === undefined ? undefined : checkFramework(flags.framework);
  const { emulator, stop } = await runningEmulator({ ...flags, quiet: true });
  // A signal after the command has ended would end the process while the state is written.
  for (const signal of endingSignals) process.on(signal, () => undefined);
  try {
    process.exitCode = await runCommand(program, args, framework ? emulator.envFor(framework) : emulator.env);
  } finally {
    await stop();
  }
}
