import { provider } from '#crypto';
import { chain, type MaybePromise } from '../maybe-promise.js';
import { attemptCrypto } from './attempt-crypto.js';
import { textEncoder } from './web-globals.js';

/** Longer lists of arguments overflow the stack of some runtimes. */
const chunkLength = 8192;

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += chunkLength) {
    binary += String.fromCharCode(...bytes.subarray(start, start + chunkLength));
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * Encrypts what is put into a store that several processes share (AES-256-GCM): whoever can read the store learns nothing, and
 * whatever else writes there is noticed.
 */
export class StoreCipher {
  readonly #secret: string;
  readonly #label: string;
  #keys: readonly [cipher: Uint8Array, names: Uint8Array] | undefined;

  /**
   * @param secret - the same in all processes
   * @param label - what is encrypted; the same text under another label cannot be read
   */
  constructor(secret: string, label: string) {
    this.#secret = secret;
    this.#label = label;
  }

  /** The keys made of the secret, for values and for names. */
  #keysOf(): MaybePromise<readonly [Uint8Array, Uint8Array]> {
    if (this.#keys) return this.#keys;
    const derive = (use: string) =>
      attemptCrypto('make a key', () =>
        provider.hmac('SHA-256', textEncoder().encode(this.#secret), `@acme/backend ${this.#label} ${use} 1`),
      );
    // Kept when they are there: on workers a promise belongs to one request, and may never be settled for another.
    return chain(derive('values'), (cipher) => chain(derive('names'), (names) => (this.#keys = [cipher, names])));
  }

  /** Encrypts a text; base64url. */
  seal(text: string): MaybePromise<string> {
    return chain(this.#keysOf(), ([key]) =>
      chain(
        attemptCrypto('encrypt', () => provider.encrypt(key, text)),
        toBase64Url,
      ),
    );
  }

  /** The text that {@link seal} has encrypted; undefined: it is something else, or has been changed. */
  open(sealed: string): MaybePromise<string | undefined> {
    const bytes = provider.decodeBase64Url(sealed);
    if (!bytes) return undefined;
    return chain(this.#keysOf(), ([key]) => attemptCrypto('decrypt', () => provider.decrypt(key, bytes)));
  }

  /** A name for a text, by which nobody without the secret can tell or guess it. */
  nameOf(text: string): MaybePromise<string> {
    return chain(this.#keysOf(), ([, key]) =>
      chain(
        attemptCrypto('make a name', () => provider.hmac('SHA-256', key, text)),
        toBase64Url,
      ),
    );
  }
}
