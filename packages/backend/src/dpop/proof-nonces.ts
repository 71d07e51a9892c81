import { subtle, textEncoder } from '../crypto/web-globals.js';
import { isEqualText } from '../is-equal-text.js';

/** A nonce is taken in the stretch of time in which it was given, and in the next one. */
const stretchSeconds = 60;
const lettersOfSignature = 22;

const toText = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');

/** Nonces that every process with the same secret makes and knows again, without keeping them. @see RFC 9449 section 9 */
export class ProofNonces {
  readonly #secret: string;
  #key: Promise<CryptoKey> | undefined;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** The nonce of a time. */
  async at(nowMs: number, stretchesAgo = 0): Promise<string> {
    const stretch = (Math.floor(nowMs / 1000 / stretchSeconds) - stretchesAgo).toString(36);
    const text = textEncoder().encode(`@acme/backend dpop nonce 1 ${stretch}`);
    const signature = await subtle().sign('HMAC', await this.#hmacKey(), text);
    return `${stretch}.${toText(new Uint8Array(signature)).slice(0, lettersOfSignature)}`;
  }

  /** How old a nonce is; undefined: too old, or not one of these. */
  async ageOf(nonce: unknown, nowMs: number): Promise<'new' | 'old' | undefined> {
    if (typeof nonce !== 'string') return undefined;
    if (isEqualText(nonce, await this.at(nowMs))) return 'new';
    return isEqualText(nonce, await this.at(nowMs, 1)) ? 'old' : undefined;
  }

  #hmacKey(): Promise<CryptoKey> {
    const parameters = { name: 'HMAC', hash: 'SHA-256' };
    return (this.#key ??= subtle().importKey('raw', textEncoder().encode(this.#secret), parameters, false, ['sign']));
  }
}
