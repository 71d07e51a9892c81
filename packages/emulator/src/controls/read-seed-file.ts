import { EmulatorError } from '../errors/emulator-error.js';
import { reasonOf } from './apply-seed.js';
import { readTextFile } from './read-text-file.js';
import type { CheckedSeed } from './seed-source.js';

/**
 * Reads a seed file: YAML or JSON.
 * @throws {EmulatorError} `seed_unreadable`, `seed_invalid`, `seed_unknown_key`
 */
export async function readSeedFile(path: string): Promise<CheckedSeed> {
  let text: string;
  try {
    text = await readTextFile(path);
  } catch (error) {
    throw new EmulatorError(
      'seed_unreadable',
      `The seed file ${path} cannot be read: ${reasonOf(error)}. Check the path.`,
      { cause: error },
    );
  }
  // Loaded here, because most emulators start without a file.
  const { parseSeed } = await import('./parse-seed.js');
  return parseSeed(text, path);
}
