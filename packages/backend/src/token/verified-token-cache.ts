import { provider } from '#crypto';
import type { AllOptions } from '../options.js';
import { decodeToken, type DecodedJwt, type JwtHeader, type JwtPayload } from './decode-jwt.js';
import type { TrustedKey } from './trusted-key.js';

const defaultMaxEntries = 10_000;
/** Longer tokens are verified each time; a few of them would fill the memory of many ordinary ones. */
const maxTokenLength = 4096;
/** Distinct enough to find the one token, short enough to be hashed at once. The whole token is compared afterwards. */
const keyLength = 32;

/**
 * A token whose signature a key of the instance has verified. Claims and times are checked again at each use. Kept small:
 * thousands of them live at once, and what is hardly ever asked for is made when it is.
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
    this.header = deepFreeze(header);
    this.payload = deepFreeze(payload);
    this.#text = text;
    this.#headerLength = raw.header.length;
    this.#payloadLength = raw.payload.length;
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

/** What is remembered is handed to many requests; none of them may change it for the others. */
function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

/** A remembered token. Many are never seen again, and a text costs the garbage collector less than all that is read from it. */
interface Entry {
  readonly text: string;
  readonly verifiedBy: TrustedKey;
  /** Read when the token is seen again. */
  token: VerifiedJwt | undefined;
  /** Whether it was asked for since it last was at the head of the queue. */
  isUsed: boolean;
}

function readAgain({ text, verifiedBy }: Entry): VerifiedJwt | undefined {
  const token = decodeToken(text);
  return token && new VerifiedJwt(token, text, verifiedBy);
}

/** So many entries in use are passed over before one falls out all the same: the work of an addition is bounded. */
const maxPassedOver = 16;

/**
 * Remembers tokens whose signature was good, so that the same token costs no second RSA check while it lives. Only the
 * identical text is found; nothing that was refused is remembered. When it is full the oldest entry falls out that was not
 * used since its turn came last, so a hit costs no more than a mark. An entry counts only for the key that verified it: when
 * the instance withdraws the key, it is as good as gone.
 */
export class VerifiedTokenCache {
  readonly #maxEntries: number;
  /** In the order in which they come up for removal. */
  readonly #entries = new Map<string, Entry>();
  /** Kept, because a new walk would step over the places of all that was removed before. What is added later comes up too. */
  #queue = this.#entries.entries();

  constructor(maxEntries: number) {
    this.#maxEntries = Math.max(1, Math.floor(maxEntries));
  }

  /** The token with exactly this text. */
  find(text: string): VerifiedJwt | undefined {
    const entry = this.#entries.get(text.slice(-keyLength));
    if (entry?.text !== text) return undefined;
    entry.isUsed = true;
    return (entry.token ??= readAgain(entry));
  }

  /** Remembers a token whose signature `verifiedBy` has just proved. */
  add(token: DecodedJwt, verifiedBy: TrustedKey): void {
    if (token.raw.text.length > maxTokenLength) return;
    // A token is cut from a header; kept as it is, it would keep the whole header in memory. So would a key cut from it.
    const text = ` ${token.raw.text}`.slice(1);
    // Whether a token was seen before must not decide whether its claims can be changed.
    deepFreeze(token.payload);
    const key = text.slice(-keyLength);
    if (!this.#entries.delete(key) && this.#entries.size >= this.#maxEntries) this.#removeOne();
    this.#entries.set(key, { text, verifiedBy, token: undefined, isUsed: false });
  }

  #removeOne(): void {
    for (let passedOver = 0; ;) {
      const next = this.#queue.next();
      if (next.done) {
        this.#queue = this.#entries.entries();
        continue;
      }
      const [key, entry] = next.value;
      this.#entries.delete(key);
      if (!entry.isUsed || passedOver >= maxPassedOver) return;
      entry.isUsed = false;
      this.#entries.set(key, entry);
      passedOver += 1;
    }
  }
}

const caches = new Map<number, VerifiedTokenCache>();
const maxCaches = 8;

/** The cache that options ask for: one for each size in the process, or none. */
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
