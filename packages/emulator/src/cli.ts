import { Command } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { addInitCommand } from './cli/add-init-command.js';
import { closestWord } from './instance/closest-word.js';
import { controlCommands } from './cli/control-commands.js';
import { diagnosisCommands } from './cli/diagnosis-commands.js';
import { envCommand } from './cli/env-command.js';
import { exampleText } from './cli/example-text.js';
import { execCommand } from './cli/exec-command.js';
import { fail } from './cli/fail.js';
import { startCommand } from './cli/start-command.js';
import { stateCommands } from './cli/state-commands.js';

const program = new Command('acme-emulator')
  .description('A Clerk-compatible authentication service on your own machine, for development and tests.')
  .version(packageJson.version)
  // Leaves options after the command of `exec` to that command.
  .enablePositionalOptions()
  .addHelpText('after', () => exampleText(''));

startCommand(program);
envCommand(program);
execCommand(program);
diagnosisCommands(program);
stateCommands(program);
controlCommands(program);
addInitCommand(program, async (options) => (await import('./emulator.js')).createEmulator(options));
program.commands.find((command) => command.name() === 'init')?.addHelpText('after', () => exampleText('init'));

/** `start` runs without its name, so that the library would take a wrong command for its argument. */
function refuseUnknownCommand(given: string | undefined): void {
  const names = [...program.commands.map((command) => command.name()), 'help'];
  if (given === undefined || given.startsWith('-') || names.includes(given)) return;
  const meant = closestWord(given, names);
  const hint = meant === undefined ? '(--help lists the commands)' : `(Did you mean ${meant}?)`;
  program.error(`error: unknown command '${given}'\n${hint}`);
}

// Whoever reads the output may have enough of it, such as `head`.
process.stdout.on('error', () => process.exit(0));
refuseUnknownCommand(process.argv[2]);
program.parseAsync().catch(fail);
