import { TokenVerificationErrorAction as Action, type TokenRefusal } from '../errors.js';
import { fetchJwks, type KeySource } from './fetch-jwks.js';
import { TrustedKey } from './trusted-key.js';

/** A key, or why there is none. */
export type KeyAnswer =
  { readonly ok: true; readonly key: TrustedKey } | { readonly ok: false; readonly refusal: TokenRefusal };

/** Keys are fresh this long; then they are fetched again behind the request that noticed. */
const freshMs = 300_000;
/** While the service cannot be reached, known keys stay usable this long after they were last confirmed. */
const staleIfErrorMs = 3_600_000;
/** A key id nobody knows costs at most one fetch in this time, whatever strangers send. */
const unknownKidCooldownMs = 30_000;
/** After a failed refresh behind a request, the next one waits this long. */
const failedRefreshCooldownMs = 5_000;

const unreachable: TokenRefusal = {
  reason: 'jwk-remote-failed-to-load',
  message: 'The keys of the instance could not be refreshed, and none of the known ones has the id the token names.',
  action: Action.ContactSupport,
  unavailable: true,
};

/**
 * The public keys of one instance. Any number of waiting requests share one fetch; a fetched set replaces the old one whole,
 * so a key that the instance withdrew is gone with the next fetch.
 */
export class KeySet {
  readonly #source: KeySource;
  #keys: ReadonlyMap<string, TrustedKey> = new Map();
  #confirmedAt = Number.NEGATIVE_INFINITY;
  #attemptedAt = Number.NEGATIVE_INFINITY;
  #unknownKidAt = Number.NEGATIVE_INFINITY;
  #failure: TokenRefusal | undefined;
  #flight: Promise<TokenRefusal | undefined> | undefined;

  constructor(source: KeySource) {
    this.#source = source;
  }

  /** The key named `kid` if it is known and fresh: the way of nearly every request, without a promise. */
  peek(kid: unknown, nowMs: number): TrustedKey | undefined {
    return typeof kid === 'string' && this.#age(nowMs) < freshMs ? this.#keys.get(kid) : undefined;
  }

  /**
   * The key named `kid`, fetched if need be.
   * @param options - `skipCache`: fetch in any case
   * @throws {ServiceUnavailableError} if the keys are needed and the service gave no readable answer
   */
  async get(
    kid: unknown,
    nowMs: number,
    options: { readonly skipCache?: boolean | undefined } = {},
  ): Promise<KeyAnswer> {
    const age = this.#age(nowMs);
    const known = typeof kid === 'string' ? this.#keys.get(kid) : undefined;
    if (!options.skipCache) {
      if (known && age < freshMs) return { ok: true, key: known };
      if (known && age < staleIfErrorMs) {
        this.#refreshBehind(nowMs);
        return { ok: true, key: known };
      }
      const refused = this.#refuseWithoutFetch(kid, age, nowMs);
      if (refused) return refused;
    }
    const refusal = await this.#refresh(nowMs);
    if (refusal) return { ok: false, refusal };
    const fetched = typeof kid === 'string' ? this.#keys.get(kid) : undefined;
    if (fetched) return { ok: true, key: fetched };
    this.#unknownKidAt = nowMs;
    return this.#unknown(kid);
  }

  /** A clock that was set back must not keep keys fresh for ever. */
  #age(nowMs: number): number {
    const age = nowMs - this.#confirmedAt;
    return age < 0 ? freshMs : age;
  }

  /** An unknown `kid` may be a key just rotated in, or a stranger's invention: the cooldown bounds what the latter costs. */
  #refuseWithoutFetch(kid: unknown, age: number, nowMs: number): KeyAnswer | undefined {
    if (this.#keys.size === 0) return undefined;
    if (age < freshMs) {
      if (nowMs - this.#unknownKidAt < unknownKidCooldownMs) return this.#unknown(kid);
      this.#unknownKidAt = nowMs;
      return undefined;
    }
    const failedLately = this.#failure && nowMs - this.#attemptedAt < unknownKidCooldownMs;
    return failedLately && this.#failure ? { ok: false, refusal: this.#failure } : undefined;
  }

  #unknown(kid: unknown): KeyAnswer {
    const message =
      typeof kid === 'string'
        ? 'None of the keys of the instance has the id (`kid`) that the token names.'
        : 'The token names no key (`kid`).';
    return { ok: false, refusal: { reason: 'jwk-kid-mismatch', message, action: Action.CheckKeys } };
  }

  /** Known keys go on serving meanwhile, so a failure concerns nobody yet; the next request after the cooldown tries again. */
  #refreshBehind(nowMs: number): void {
    if (this.#flight || nowMs - this.#attemptedAt < failedRefreshCooldownMs) return;
    this.#refresh(nowMs).catch(() => undefined);
  }

  #refresh(nowMs: number): Promise<TokenRefusal | undefined> {
    this.#flight ??= this.#fetch(nowMs).finally(() => {
      this.#flight = undefined;
    });
    return this.#flight;
  }

  async #fetch(nowMs: number): Promise<TokenRefusal | undefined> {
    this.#attemptedAt = nowMs;
    this.#failure = unreachable;
    const answer = await fetchJwks(this.#source);
    this.#failure = answer.ok ? undefined : answer.refusal;
    if (!answer.ok) return answer.refusal;
    const keys = new Map<string, TrustedKey>();
    for (const jwk of answer.keys) {
      if (typeof jwk.kid !== 'string') continue;
      const known = this.#keys.get(jwk.kid);
      keys.set(jwk.kid, known?.isMadeOf(jwk) ? known : new TrustedKey(jwk, jwk.alg));
    }
    this.#keys = keys;
    this.#confirmedAt = nowMs;
    return undefined;
  }
}

const keySets = new Map<string, KeySet>();
const maxKeySets = 64;

/** The key set of an instance: one for each API origin, version and secret key in the process. */
export function keySetOf(source: KeySource): KeySet {
  const id = JSON.stringify([source.apiUrl, source.apiVersion, source.secretKey]);
  let keySet = keySets.get(id);
  if (keySet) {
    keySets.delete(id);
  } else {
    keySet = new KeySet(source);
    if (keySets.size >= maxKeySets) {
      for (const [oldest] of keySets) {
        keySets.delete(oldest);
        break;
      }
    }
  }
  keySets.set(id, keySet);
  return keySet;
}
