import type { Command } from 'commander';
import { appFrameworkNames } from '../init/app-framework.js';
import type { InitFlags, Start } from './run-init.js';

/** Adds `init`: it connects the application in the current folder with an emulator, and starts both. */
export function addInitCommand(program: Command, start: Start): void {
  program
    .command('init')
    .description(
      'connect the application in this folder with the emulator: shows the changes, asks, makes them, starts',
    )
    .option('--framework <name>', `instead of what package.json says: ${appFrameworkNames.join(', ')}`)
    .option('-p, --port <number>', 'port of the emulator', '4500')
    .option('-y, --yes', 'make the changes without asking')
    .option('--dry-run', 'only show the changes')
    .option('--undo', 'take back the changes of the last run')
    .option('--no-install', 'install nothing')
    .option('--no-start', 'start nothing')
    // What reads and changes sources takes as long to load as all other commands together.
    .action(async (flags: InitFlags) => (await import('./run-init.js')).runInit(flags, start));
}
