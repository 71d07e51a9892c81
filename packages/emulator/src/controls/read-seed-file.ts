import type { Seed } from './seed.js';
import { readFile } from 'node:fs/promises';
import { EmulatorError } from '../errors/emulator-error.js';
import { reasonOf } from './apply-seed.js';
import { checkSeed } from './check-seed.js';

/**
 * Reads a seed file; the ending decides the format (`.json`, otherwise YAML).
 * @throws {EmulatorError} `seed_unreadable`, `seed_invalid`, `seed_unknown_key`
 */
export async function readSeedFile(path: string): Promise<Seed> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new EmulatorError(
      'seed_unreadable',
      `The seed file ${path} cannot be read: ${reasonOf(error)}. Check the path.`,
      { cause: error },
    );
  }
  let value: unknown;
  try {
    value = path.endsWith('.json') ? JSON.parse(text) : (await import('yaml')).parse(text);
  } catch (error) {
    throw new EmulatorError(
      'seed_invalid',
      `The seed file ${path} is not valid ${path.endsWith('.json') ? 'JSON' : 'YAML'}: ${reasonOf(error)}`,
      { cause: error },
    );
  }
  return checkSeed(value ?? {}, path);
}
