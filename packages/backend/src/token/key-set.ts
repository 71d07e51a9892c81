import { ServiceUnavailableError, TokenVerificationErrorAction as Action, type TokenRefusal } from '../errors.js';
import { identityOf } from '../identity-of.js';
import type { FetchedKeys, KeyStore, StoredKeys } from '../options.js';
import { FetchBudget } from './fetch-budget.js';
import { isOutage, type JwksFailure, type KeySource } from './fetch-jwks.js';
import { JwksFlights, overdueMs, whyOverdue, type Flight } from './jwks-flights.js';
import { readJwks, type ReadJwks } from './read-jwks.js';
import { elapsedMs, pause, within } from './start-time-limit.js';
import { TrustedKey } from './trusted-key.js';

/** A key, or why there is none. */
export type KeyAnswer =
  { readonly ok: true; readonly key: TrustedKey } | { readonly ok: false; readonly refusal: TokenRefusal };

/** Keys are fresh this long; then they are fetched again in the background. */
const freshMs = 300_000;
/** After this time a request waits for the keys to be confirmed: one of them may have been withdrawn. */
const unconfirmedMs = 600_000;
/** While the service cannot be reached, known keys stay usable this long after they were last confirmed. */
const staleIfErrorMs = 3_600_000;
/** A refresh in the background begins this long after the last fetch began, at the earliest. */
const backgroundIntervalMs = 5_000;
/** Fetches for unknown key ids: one in this time, and a few after a quiet time. */
const unknownKidIntervalMs = 1_800;
const unknownKidBurst = 2;
/** How long a request waits at most until an unknown key id is looked up and answered. */
const patienceMs = 2_250;
/** How many requests may wait for keys at once. */
const maxWaiting = 5_000;
/** A request keeps the time at which it came, which may be a little before the fetch that it waited for. */
const clockToleranceMs = 10_000;

const unavailable = (message: string): TokenRefusal => ({
  reason: 'jwk-remote-failed-to-load',
  message,
  action: Action.ContactSupport,
  unavailable: true,
});
const tooManyWaiting = unavailable('Too many requests wait for the keys of the instance. Try again in a moment.');
const noTurn = unavailable('The key that the token names could not be looked up in time. Try again in a moment.');
const malformedKey = unavailable('The service gave the key that the token names in a form that cannot be read.');

/**
 * The public keys of one instance. Any number of waiting requests share one fetch; a fetched set replaces the old one whole,
 * so a key that the instance withdrew is removed by the next fetch.
 *
 * An unknown `kid` is refused only by a set whose fetch began after the token came: a fetch in flight may have been answered
 * before the key was published. Waiting requests have timers of their own and begin the next fetch themselves, because on
 * workers nothing may depend on what another request left in the background.
 *
 * With a key store, a process that has fetched nothing yet takes the keys of another one, which count as if it had fetched them itself
 * at that time. After its first fetch it never reads the store again, so that no withdrawn key comes back; it writes what it fetches.
 */
export class KeySet {
  readonly #flights: JwksFlights;
  readonly #budget = new FetchBudget(unknownKidIntervalMs, unknownKidBurst);
  /** By `kid`; a token may name anything. */
  #keys: ReadonlyMap<unknown, TrustedKey> = new Map();
  #malformed: ReadonlySet<unknown> = new Set();
  #confirmedAt = Number.NEGATIVE_INFINITY;
  /** The number of the flight that brought the keys. */
  #confirmedBy = 0;
  #waiting = 0;
  readonly #source: KeySource;
  #keyStore: KeyStore | undefined;
  #stored: StoredKeys | undefined;

  constructor(source: KeySource) {
    this.#source = source;
    this.#flights = new JwksFlights(source, (flight, jwks) => this.#accept(flight, jwks));
  }

  /** Shares the keys with other processes. */
  shareBy(keyStore: KeyStore): void {
    if (keyStore === this.#keyStore) return;
    this.#keyStore = keyStore;
    this.#stored = keyStore.keysOf(this.#source, (found) => this.#acceptStored(found));
    if (this.#needsStored()) this.#stored.loadAhead();
  }

  /** The key named `kid` if it is known and fresh: the case of nearly every request, without a promise. */
  peek(kid: unknown, nowMs: number): TrustedKey | undefined {
    return this.#age(nowMs) < freshMs ? this.#keys.get(kid) : undefined;
  }

  /**
   * The key named `kid`, fetched if need be. Takes 2.25 s at most, and 1 s while the service cannot be reached.
   * @param nowMs - when the token came
   * @param options - `skipCache`: fetch in any case
   * @throws {ServiceUnavailableError} if the keys are needed and the service gave no readable answer
   */
  async get(
    kid: unknown,
    nowMs: number,
    { skipCache = false }: { readonly skipCache?: boolean | undefined } = {},
  ): Promise<KeyAnswer> {
    if (this.#stored && !skipCache && this.#needsStored()) await this.#stored.load();
    if (nowMs < this.#confirmedAt - clockToleranceMs) this.#confirmedAt = nowMs - freshMs;
    const age = Math.max(0, nowMs - this.#confirmedAt);
    const known = skipCache ? undefined : this.#keys.get(kid);
    if (known && age < unconfirmedMs) {
      if (age >= freshMs) this.#refreshInBackground();
      return { ok: true, key: known };
    }
    // No set can give a key without a name.
    if (typeof kid !== 'string' && this.#keys.size > 0 && !skipCache) return { ok: false, refusal: this.#unknown(kid) };
    if (this.#waiting >= maxWaiting) return { ok: false, refusal: tooManyWaiting };
    this.#waiting += 1;
    try {
      const found = await this.#find(kid, skipCache);
      if (this.#stored) await this.#stored.saved();
      if (!('failure' in found)) return found;
      if (known && age < staleIfErrorMs && isOutage(found.failure)) return { ok: true, key: known };
      if (found.failure instanceof ServiceUnavailableError) throw found.failure;
      return { ok: false, refusal: found.failure };
    } finally {
      this.#waiting -= 1;
    }
  }

  /** A clock that was set back must not keep keys fresh for ever. */
  #age(nowMs: number): number {
    const age = nowMs - this.#confirmedAt;
    return age < 0 ? freshMs : age;
  }

  /** The key as a fetch gives it that ends after the call. */
  async #find(kid: unknown, skipCache: boolean): Promise<KeyAnswer | { readonly failure: JwksFailure }> {
    const begunBefore = this.#flights.begun;
    const confirmedBefore = this.#confirmedBy;
    for (let leftMs = patienceMs; ;) {
      if (this.#confirmedBy > confirmedBefore) {
        const key = this.#keys.get(kid);
        if (key) return { ok: true, key };
        if (this.#confirmedBy > begunBefore) return { ok: false, refusal: this.#unknown(kid) };
      }
      const outage = this.#flights.knownOutage(skipCache);
      if (outage) return { failure: outage };
      const flight = this.#flights.underWay() ?? this.#beginIfAllowed(skipCache);
      if (flight) {
        const joinedAt = Date.now();
        const answer = await within(Math.min(leftMs, overdueMs), flight.answer);
        if (!answer) return { failure: whyOverdue(flight) };
        if (!answer.ok) return { failure: answer.failure };
        leftMs -= Math.max(0, Date.now() - joinedAt);
      } else {
        const waitMs = this.#budget.waitMs();
        if (waitMs > leftMs) return { failure: noTurn };
        await pause(waitMs);
        leftMs -= waitMs;
      }
    }
  }

  /** Keys that must be confirmed are fetched at once; the budget bounds what key ids that strangers invent can cost. */
  #beginIfAllowed(skipCache: boolean): Flight | undefined {
    const isConfirmed = elapsedMs(this.#confirmedAt) < unconfirmedMs;
    if (isConfirmed && !skipCache) {
      if (this.#budget.waitMs() > 0) return undefined;
      this.#budget.spend();
    }
    return this.#flights.begin();
  }

  #unknown(kid: unknown): TokenRefusal {
    if (this.#malformed.has(kid)) return malformedKey;
    const message =
      typeof kid === 'string'
        ? 'None of the keys of the instance has the id (`kid`) that the token names.'
        : 'The token names no key (`kid`).';
    return { reason: 'jwk-kid-mismatch', message, action: Action.CheckKeys };
  }

  /** Known keys are used meanwhile, so a failure affects no request yet; a later request tries again. */
  #refreshInBackground(): void {
    if (!this.#flights.underWay() && elapsedMs(this.#flights.begunAt) >= backgroundIntervalMs) this.#flights.begin();
  }

  #accept(flight: Flight, { keys, malformed }: ReadJwks): void {
    // Stryker disable next-line EqualityOperator: a flight ends only once.
    if (flight.number < this.#confirmedBy) return;
    this.#take({ keys, malformed }, flight.startedAt);
    this.#confirmedBy = flight.number;
    // Read again, a key with nothing but an id is a malformed one.
    const jwks = { keys: [...keys, ...malformed.map((kid) => ({ kid }))] };
    this.#stored?.save({ fetchedAt: flight.startedAt, jwks });
  }

  #take({ keys, malformed }: ReadJwks, confirmedAt: number): void {
    const accepted = new Map<string, TrustedKey>();
    for (const jwk of keys) {
      if (jwk.kid === undefined) continue;
      const known = this.#keys.get(jwk.kid);
      accepted.set(jwk.kid, known?.isMadeOf(jwk) ? known : new TrustedKey(jwk, jwk.alg));
    }
    this.#keys = accepted;
    this.#malformed = new Set(malformed);
    this.#confirmedAt = confirmedAt;
  }

  /** After the first fetch the store has nothing to add, and might bring back a key that was withdrawn. */
  #needsStored(): boolean {
    return this.#confirmedBy === 0 && elapsedMs(this.#confirmedAt) >= unconfirmedMs;
  }

  /** Keys count for as long as if they had been fetched here; a fetch that has ended meanwhile has newer ones. */
  #acceptStored({ fetchedAt, jwks: found }: FetchedKeys): boolean {
    const jwks = this.#confirmedBy === 0 ? readJwks(found) : undefined;
    if (!jwks) return false;
    const nowMs = Date.now();
    const age = nowMs - fetchedAt;
    // A time in the future shows that a clock is wrong, here or there. Written so that NaN is refused, too.
    if (!(age >= -clockToleranceMs && age < staleIfErrorMs)) return false;
    const confirmedAt = Math.min(fetchedAt, nowMs);
    if (confirmedAt <= this.#confirmedAt) return false;
    this.#take(jwks, confirmedAt);
    return true;
  }
}

const keySets = new Map<string, KeySet>();
const maxKeySets = 64;

/** The key set of an instance: one in the process for each set of options that affect the request. */
export function keySetOf(source: KeySource): KeySet {
  const { apiUrl, apiVersion, secretKey, userAgent, fetch, observer } = source;
  const id = JSON.stringify([apiUrl, apiVersion, secretKey, userAgent ?? '', identityOf(fetch), identityOf(observer)]);
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
  // Not a part of the id: an object that is made anew for each request must not cost a fetch each time.
  if (source.keyStore) keySet.shareBy(source.keyStore);
  return keySet;
}
