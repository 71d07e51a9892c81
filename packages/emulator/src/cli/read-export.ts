import { readTextFile } from '../controls/read-text-file.js';
import { EmulatorError } from '../errors/emulator-error.js';

/** Reads a file that an export wrote. @throws {EmulatorError} `seed_unreadable` if it is missing, or no JSON */
export async function readExport(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readTextFile(path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EmulatorError('seed_unreadable', `The file ${path} cannot be read: ${reason}. Check the path.`, {
      cause,
    });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new EmulatorError(
      'seed_unreadable',
      `The file ${path} is no export of an emulator: it is no JSON. A seed is given with --seed, or to the command seed.`,
      { cause },
    );
  }
}
