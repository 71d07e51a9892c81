import { createHash, randomBytes } from 'node:crypto';
import type { IdPosition } from '../store/store-dump.js';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const idLength = 27;

/** A random id in the service's form: prefix, underscore, 27 letters and digits. */
export function randomId(prefix: string): string {
  return idOf(prefix, randomBytes(idLength));
}

/** An id that depends on the text only, so that seeded users keep theirs across restarts. */
export function derivedId(prefix: string, text: string): string {
  return idOf(prefix, createHash('sha256').update(text).digest());
}

/** Machine tokens and their ids are hexadecimal. */
const hexadecimal: readonly string[] = ['ak', 'mt', 'oat'];

function idOf(prefix: string, bytes: Buffer): string {
  return `${prefix}_${hexadecimal.includes(prefix) ? bytes.toString('hex').slice(0, 32) : encode(bytes)}`;
}

function encode(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, idLength), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
}

/** A source of ids. */
export interface Ids {
  readonly create: (prefix: string) => string;
  /** Where ids continue; undefined if they do not follow one another. */
  readonly position: () => IdPosition | undefined;
  /** Continues at a position; undefined: at one that no stored row has reached. */
  readonly restart: (position: IdPosition | undefined) => void;
}

/** Creates ids that are the same whenever the same calls come in the same order. */
export function sequentialIds(run: number): Ids {
  let position: IdPosition = { run, count: 0 };
  return {
    create(prefix) {
      position = { ...position, count: position.count + 1 };
      return derivedId(prefix, `${position.run === 1 ? '' : position.run} ${prefix} ${position.count}`);
    },
    position: () => position,
    restart(wanted) {
      position = wanted ?? { run: position.run + 1, count: 0 };
    },
  };
}

/** Creates random ids. They keep the position of imported rows, so that a later export has it. */
export function randomIds(): Ids {
  let imported: IdPosition | undefined;
  return {
    create: randomId,
    position: () => imported,
    restart(position) {
      imported = position;
    },
  };
}
