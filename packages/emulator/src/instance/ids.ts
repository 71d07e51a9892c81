import { createHash, randomBytes } from 'node:crypto';

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
  /** Number of ids so far. */
  readonly count: () => number;
  /** Continues as after this number of ids. */
  readonly restart: (count: number) => void;
}

/** Creates ids that are the same whenever the same calls come in the same order. */
export function sequentialIds(seed: string): Ids {
  let count = 0;
  return {
    create: (prefix) => derivedId(prefix, `${seed} ${prefix} ${(count += 1)}`),
    count: () => count,
    restart: (earlier) => {
      count = earlier;
    },
  };
}
