import { createHash, randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const idLength = 27;

/** A random id of the shape the service uses: prefix, underscore, 27 letters and digits. */
export function randomId(prefix: string): string {
  return idOf(prefix, randomBytes(idLength));
}

/** The same id for the same text, so that seeded users keep theirs from one start to the next. */
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

/** Makes ids that are the same whenever the same things happen in the same order. */
export function sequentialIds(seed: string): {
  readonly create: (prefix: string) => string;
  readonly restart: () => void;
} {
  let count = 0;
  return {
    create: (prefix) => derivedId(prefix, `${seed} ${prefix} ${(count += 1)}`),
    restart: () => {
      count = 0;
    },
  };
}
