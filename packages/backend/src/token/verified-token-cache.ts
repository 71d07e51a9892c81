import { provider } from '#crypto';
import { textEncoder } from '../crypto/web-globals.js';
import type { AllOptions } from '../options.js';
import { copyOf, decodeToken, deepFreeze } from './decode-token.js';
import type { DecodedJwt, JwtHeader, JwtPayload } from './decoded-jwt.js';
import type { TrustedKey } from './trusted-key.js';

const defaultMaxEntries = 10_000;
/** Longer tokens are verified each time; a few of them would fill the memory of many ordinary ones. */
const maxTokenLength = 4096;

/**
 * A token whose signature a key of the instance has verified. Claims and times are checked again at each use. Kept small:
 * thousands of them live at once, and what is rarely used is computed on demand.
 */
export class VerifiedJwt implements DecodedJwt {
  readonly header: JwtHeader;
  readonly payload: JwtPayload;
  readonly #text: string;
  readonly #headerLength: number;
  readonly #payloadLength: number;

  /** @param text - the text of the token, kept as it is */
  constructor(
    { header, payload, raw }: DecodedJwt,
    text: string,
    readonly verifiedBy: TrustedKey,
  ) {
    this.header = header;
    this.payload = deepFreeze(payload);
    this.#text = text;
    this.#headerLength = raw.header.length;
    this.#payloadLength = raw.payload.length;
  }

  hasText(text: string): boolean {
    return this.#text === text;
  }

  get raw(): DecodedJwt['raw'] {
    const text = this.#text;
    const payloadStart = this.#headerLength + 1;
    const signatureStart = payloadStart + this.#payloadLength + 1;
    return {
      text,
      header: text.slice(0, payloadStart - 1),
      payload: text.slice(payloadStart, signatureStart - 1),
      signature: text.slice(signatureStart),
    };
  }

  get signature(): Uint8Array {
    return provider.decodeBase64Url(this.raw.signature) ?? new Uint8Array();
  }
}

/** Most session tokens fit. */
const bytesPerPlace = 1024;
const placesPerChunk = 64;

/** Looked up once: test runners may add the global after the import. */
let encoder: TextEncoder | undefined;

/**
 * Texts by number, kept as bytes outside the heap: thousands of texts that are written once and hardly ever read again would
 * keep the garbage collector busy.
 */
export class TextSlab {
  readonly #chunks: Uint8Array[] = [];
  // Stryker disable next-line ArrayDeclaration: what is in a place at first is overwritten before it is read.
  readonly #lengths: number[] = [];
  /** Texts that do not fit into a place. */
  readonly #long = new Map<number, string>();

  /**
   * Puts an ASCII text, not an empty one, in place of the one that was there.
   * @param place - from 0, the first free one at most: room is made as it is needed
   */
  write(place: number, text: string): void {
    // Stryker disable next-line ConditionalExpression,EqualityOperator: where a text is kept decides about memory only.
    const isLong = text.length > bytesPerPlace;
    if (isLong) this.#long.set(place, copyOf(text));
    else {
      // Stryker disable next-line ConditionalExpression,EqualityOperator: a text that is left over takes memory, but is not read.
      if (this.#lengths[place] === 0) this.#long.delete(place);
      const start = (place % placesPerChunk) * bytesPerPlace;
      encoder ??= textEncoder();
      const chunk = (this.#chunks[Math.floor(place / placesPerChunk)] ??= new Uint8Array(
        placesPerChunk * bytesPerPlace,
      ));
      encoder.encodeInto(text, chunk.subarray(start, start + bytesPerPlace));
    }
    this.#lengths[place] = isLong ? 0 : text.length;
  }

  /** Whether there is a text in a place, and it is this one. */
  holds(place: number, text: string): boolean {
    const length = this.#lengths[place] ?? 0;
    if (length === 0) return this.#long.get(place) === text;
    if (length !== text.length) return false;
    const chunk = this.#chunks[Math.floor(place / placesPerChunk)];
    const start = (place % placesPerChunk) * bytesPerPlace;
    for (let index = 0; index < length; index += 1) {
      // Stryker disable next-line OptionalChaining: there is a chunk for each text with a length.
      if (text.charCodeAt(index) !== chunk?.[start + index]) return false;
    }
    return true;
  }
}

/** A number made of the end of the signature, which differs from token to token. Whole texts are compared afterwards. */
function fingerprintOf(text: string): number {
  let fingerprint = 0;
  // Stryker disable next-line MethodExpression: a number made of other letters takes longer to make, and is as good.
  for (let index = Math.max(0, text.length - 8); index < text.length; index += 1) {
    // Stryker disable next-line ArithmeticOperator: another mixture is as good.
    fingerprint = Math.imul(fingerprint, 31) + text.charCodeAt(index);
  }
  // Numbers of 30 bits need no object of their own in any build of V8.
  return fingerprint & 0x3fff_ffff;
}

/** How many used entries an addition passes over before it overwrites one anyway, which bounds its work. */
const maxPassedOver = 16;

/**
 * Caches tokens whose signature was good, so that the same token costs no second RSA check while it lives. Only the
 * identical text is found; a refused token is never cached. A new token is only written down, and read when it is seen
 * again: most tokens of a busy moment are not. When all places are taken a hand goes round and takes the next that was not used
 * since it passed last, so a hit costs no more than a mark (CLOCK, the second-chance algorithm). A token counts only for the key
 * that verified it: when the instance withdraws the key, it is as good as gone.
 */
export class VerifiedTokenCache {
  readonly #maxEntries: number;
  readonly #placeByFingerprint = new Map<number | undefined, number>();
  // Stryker disable ArrayDeclaration: what is in a place at first is overwritten before it is read.
  readonly #fingerprints: number[] = [];
  readonly #texts = new TextSlab();
  readonly #verifiedBy: TrustedKey[] = [];
  /** The tokens that were seen again, decoded. */
  readonly #tokens: (VerifiedJwt | undefined)[] = [];
  // Stryker restore ArrayDeclaration
  /** Whether a token was used since the hand passed last. */
  // Stryker disable next-line ArrayDeclaration: if the first place were taken later, the order would be the same.
  readonly #isUsed: boolean[] = [];
  #hand = 0;

  constructor(maxEntries: number) {
    this.#maxEntries = Math.max(1, Math.floor(maxEntries));
  }

  /** The token with exactly this text. */
  find(text: string): VerifiedJwt | undefined {
    const place = this.#placeByFingerprint.get(fingerprintOf(text));
    // Stryker disable next-line ConditionalExpression: no text is in a place that does not exist.
    if (place === undefined) return undefined;
    const token = this.#tokens[place];
    if (token ? !token.hasText(text) : !this.#texts.holds(place, text)) return undefined;
    this.#isUsed[place] = true;
    return token ?? (this.#tokens[place] = readAgain(text, this.#verifiedBy[place]));
  }

  /** Adds a token whose signature has just been verified with `verifiedBy`. */
  add(token: DecodedJwt, verifiedBy: TrustedKey): void {
    const { text } = token.raw;
    if (text.length > maxTokenLength) return;
    // Whether a token was seen before must not decide whether its claims can be changed. Callers get copies of the outermost.
    for (const name in token.payload) deepFreeze(token.payload[name]);
    const fingerprint = fingerprintOf(text);
    const known = this.#placeByFingerprint.get(fingerprint);
    const place = known ?? this.#freePlace();
    this.#placeByFingerprint.set(fingerprint, place);
    this.#fingerprints[place] = fingerprint;
    this.#texts.write(place, text);
    this.#verifiedBy[place] = verifiedBy;
    this.#tokens[place] = undefined;
    this.#isUsed[place] = false;
  }

  /** The next place; when all are taken, one whose token makes room. */
  #freePlace(): number {
    for (let passedOver = 0; ; passedOver += 1) {
      const place = this.#hand;
      this.#hand = (place + 1) % this.#maxEntries;
      if (!this.#isUsed[place] || passedOver >= maxPassedOver) {
        this.#placeByFingerprint.delete(this.#fingerprints[place]);
        return place;
      }
      this.#isUsed[place] = false;
    }
  }
}

function readAgain(text: string, verifiedBy: TrustedKey | undefined): VerifiedJwt | undefined {
  const token = decodeToken(text);
  // Stryker disable next-line ConditionalExpression,LogicalOperator: the text was decoded before, and has its key.
  return token && verifiedBy && new VerifiedJwt(token, copyOf(text), verifiedBy);
}

const caches = new Map<number, VerifiedTokenCache>();
const maxCaches = 8;

/** The cache for the option `tokenCache`: one for each size in the process, or none. */
export function verifiedTokenCacheOf(options: AllOptions['tokenCache']): VerifiedTokenCache | undefined {
  if (options === false) return undefined;
  const maxEntries = options?.maxEntries ?? defaultMaxEntries;
  if (maxEntries <= 0) return undefined;
  let cache = caches.get(maxEntries);
  if (!cache) {
    if (caches.size >= maxCaches) caches.clear();
    cache = new VerifiedTokenCache(maxEntries);
    caches.set(maxEntries, cache);
  }
  return cache;
}
