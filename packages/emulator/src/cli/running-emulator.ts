import { resolve } from 'node:path';
import pc from 'picocolors';
import type { StoreDump } from '../store/store-dump.js';
import type { Emulator } from '../emulator.js';
import { parseFault } from './parse-fault.js';
import { readExport } from './read-export.js';
import { checkWritable, keepFile } from './replace-private-file.js';
import { optionsFrom, type ServerFlags } from './server-flags.js';

/** An emulator that a command started. */
export interface RunningEmulator {
  readonly emulator: Emulator;
  /** Writes what `--export-on-exit` asks for, and stops the emulator. A further call waits for the first. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the emulator that flags describe. Whatever is wrong with a file is said before anything starts.
 * @throws {EmulatorError} see `createEmulator`
 */
export async function runningEmulator(flags: ServerFlags): Promise<RunningEmulator> {
  const options = optionsFrom(flags);
  const faults = flags.fault.map(parseFault);
  if (flags.exportOnExit !== undefined) await checkWritable(flags.exportOnExit, '--export-on-exit');
  const imported = flags.import === undefined ? undefined : await readExport(flags.import);
  // Loaded here so that `env` and `--help` do not wait for the database.
  const { createEmulator } = await import('../emulator.js');
  const emulator = await createEmulator(options);
  try {
    // The import checks what the file has.
    if (imported !== undefined) await emulator.import(imported as StoreDump);
    for (const fault of faults) await emulator.controls.faults.add(fault);
  } catch (error) {
    await emulator.close();
    throw error;
  }
  let stopping: Promise<void> | undefined;
  return {
    emulator,
    stop() {
      stopping ??= stopEmulator(emulator, flags);
      return stopping;
    },
  };
}

async function stopEmulator(emulator: Emulator, { exportOnExit, quiet }: ServerFlags): Promise<void> {
  try {
    if (exportOnExit === undefined) return;
    const written = await keepFile(exportOnExit, JSON.stringify(await emulator.export()));
    if (written !== resolve(exportOnExit))
      process.stderr.write(
        `${pc.red('Error')} The file ${exportOnExit} could not be written. Everything is in ${written} instead.\n`,
      );
    else if (!quiet) process.stderr.write(`${pc.dim(`Everything was written to ${exportOnExit}.`)}\n`);
  } finally {
    await emulator.close();
  }
}
