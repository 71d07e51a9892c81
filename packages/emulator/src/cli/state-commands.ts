import type { Command } from 'commander';
import pc from 'picocolors';
import { readTextFile } from '../controls/read-text-file.js';
import { EmulatorError } from '../errors/emulator-error.js';
import { clientFlags, clientOf, type ClientFlags } from './client-flags.js';
import { exampleText } from './example-text.js';
import { readExport } from './read-export.js';
import { checkWritable, replacePrivateFile } from './replace-private-file.js';

/** Adds `seed`, `export`, `import` and `reset`: the controls of all data, with files. */
export function stateCommands(program: Command): void {
  add(program, 'seed', 'replace all data of a running emulator by a seed file')
    .argument('<file>', 'YAML or JSON file')
    .action(async (file: string, flags: ClientFlags) => {
      await done(
        flags,
        'state.seed',
        { seed: await readText(file), source: file.slice(-200) },
        'The seed was applied.',
      );
    });
  add(program, 'export', 'export all data of a running emulator: to a file, or to standard output')
    .argument('[file]', 'JSON file to write')
    .action(exportTo);
  add(program, 'import', 'replace all data of a running emulator by an export')
    .argument('<file>', 'JSON file that an export wrote')
    .action(async (file: string, flags: ClientFlags) => {
      await done(flags, 'state.import', { dump: await readExport(file) }, 'The export was imported.');
    });
  add(program, 'reset', 'restore the state that a running emulator started with').action((flags: ClientFlags) =>
    done(flags, 'state.reset', {}, 'The emulator is as it started.'),
  );
}

function add(program: Command, name: string, summary: string): Command {
  return clientFlags(program.command(name).description(summary)).addHelpText('after', () => exampleText(name));
}

async function exportTo(file: string | undefined, flags: ClientFlags): Promise<void> {
  if (file !== undefined) await checkWritable(file, 'export');
  const text = JSON.stringify(await clientOf(flags).call('state.export', {}));
  if (file === undefined) {
    process.stdout.write(`${text}\n`);
    return;
  }
  await replacePrivateFile(file, text);
  say(flags, { file }, `Everything was written to ${file}.`);
}

async function done(flags: ClientFlags, name: string, input: object, text: string): Promise<void> {
  say(flags, await clientOf(flags).call(name, input), text);
}

function say({ json }: ClientFlags, output: unknown, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(output, undefined, 2)}\n` : `${pc.green('Done')} ${text}\n`);
}

async function readText(file: string): Promise<string> {
  try {
    return await readTextFile(file);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EmulatorError('seed_unreadable', `The seed file ${file} cannot be read: ${reason}. Check the path.`, {
      cause,
    });
  }
}
