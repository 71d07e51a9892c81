import type { StoreCipher } from '../crypto/store-cipher.js';
import { isPromise } from '../maybe-promise.js';
import type { RevocationPage, RevocationStore } from '../options.js';
import type { StoreFailure } from '../report-store-failure.js';
import { askStore } from '../token/ask-store.js';
import { elapsedMs, pauseInBackground, within } from '../token/start-time-limit.js';
import { endOf, readRevocation, writeRevocation, type Revocation } from './revocation.js';

/** Nobody waits longer for a store that answers: for the first read of a long log, or for many entries to be written. */
const patienceMs = 2_000;
/** A read without progress has ended with the request that began it, as happens on workers. */
const abandonedMs = 1_000;
/** How many entries are written at once. */
const batchSize = 32;
/** After a failure the store is asked this often. */
const retryMs = 1_000;
/** Nobody reads on after this time without a request. */
const idleMs = 10_000;
/** Longer entries are not ours. */
const maxEntryLength = 1_024;
/** A page that is longer, or a log that never ends, is a fault of the store. */
const maxPageLength = 10_000;
const maxPages = 1_000;
/** As many as a process keeps, of each of the four kinds. */
const maxEntriesOfRead = 400_000;
/** Others have their turn after so many: a store that answers at once would hold up every request. */
const entriesOfTurn = 2_000;
/** What waits to be written while the store fails. */
const maxUnwritten = 10_000;

function isPage(page: unknown): page is RevocationPage {
  if (typeof page !== 'object' || page === null) return false;
  const { entries, position } = page as Partial<Record<keyof RevocationPage, unknown>>;
  return (
    Array.isArray(entries) &&
    entries.length <= maxPageLength &&
    (position === undefined || (typeof position === 'string' && position.length <= maxEntryLength))
  );
}

/** The log of one instance in a store: reads what others have written, and writes what is revoked here. */
export class RevocationLog {
  readonly #store: RevocationStore;
  readonly #cipher: StoreCipher;
  readonly #pollMs: number;
  readonly #accept: (revocation: Revocation, nowMs: number) => void;
  readonly #onFailure: (failure: StoreFailure) => void;
  #position: string | undefined;
  /** When the last read that succeeded began. */
  #readAt = Number.NEGATIVE_INFINITY;
  #hasFailed = false;
  #progressAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;
  #usedAt = 0;
  #isPolling = false;
  #readInTurn = 0;
  readonly #unwritten: Revocation[] = [];
  #writing: Promise<void> | undefined;

  constructor(
    store: RevocationStore,
    cipher: StoreCipher,
    pollMs: number,
    accept: (revocation: Revocation, nowMs: number) => void,
    onFailure: (failure: StoreFailure) => void,
  ) {
    this.#store = store;
    this.#cipher = cipher;
    this.#pollMs = pollMs;
    this.#accept = accept;
    this.#onFailure = onFailure;
  }

  /**
   * Undefined if everything is known that was written a moment ago; else a promise that a read has ended. While the store fails,
   * nobody waits for it.
   */
  ready(nowMs: number): Promise<unknown> | undefined {
    this.#usedAt = nowMs;
    const age = nowMs - this.#readAt;
    if (this.#isPolling && age >= 0 && age < this.#pollMs * 2.5) return undefined;
    if (!this.#isPolling) void this.#poll();
    if (!this.#hasFailed) return within(patienceMs, this.#read());
    const sinceProgress = Date.now() - this.#progressAt;
    if (sinceProgress < 0 || sinceProgress >= retryMs) void this.#read();
    return undefined;
  }

  /** Writes revocations for the other processes. While the store fails they are kept, and written when it is back. */
  async write(revocations: readonly Revocation[]): Promise<void> {
    this.#unwritten.push(...revocations);
    this.#unwritten.splice(0, this.#unwritten.length - maxUnwritten);
    this.#usedAt = Date.now();
    if (!this.#isPolling) void this.#poll();
    if (this.#hasFailed) return;
    await within(patienceMs, this.#flush());
    // They may have come when the writing before had just ended.
    if (!this.#hasFailed && this.#unwritten.length > 0) await within(patienceMs, this.#flush());
  }

  /** Reads on while there are requests. On workers timers end with their request: the next one reads by itself. */
  async #poll(): Promise<void> {
    this.#isPolling = true;
    for (;;) {
      await pauseInBackground(this.#hasFailed ? retryMs : this.#pollMs);
      if (elapsedMs(this.#usedAt) >= idleMs && this.#unwritten.length === 0) break;
      await this.#read();
      if (!this.#hasFailed && this.#unwritten.length > 0) await this.#flush();
    }
    this.#isPolling = false;
  }

  #read(): Promise<void> {
    if (this.#reading && elapsedMs(this.#progressAt) < abandonedMs) return this.#reading;
    const reading = this.#readAll().finally(() => {
      if (this.#reading === reading) this.#reading = undefined;
    });
    this.#reading = reading;
    return reading;
  }

  async #readAll(): Promise<void> {
    const beganAt = Date.now();
    const isRead = await this.#readPages().catch((error: unknown) => this.#fail({ error }));
    this.#hasFailed = !isRead;
    if (isRead) this.#readAt = beganAt;
  }

  /** @returns whether the store has given everything. */
  async #readPages(): Promise<boolean> {
    let read = 0;
    for (let pages = 0; pages < maxPages && read < maxEntriesOfRead; pages += 1) {
      this.#progressAt = Date.now();
      const answer = await askStore(() => this.#store.readAfter(this.#position), this.#onFailure);
      if (!answer) return false;
      if (!isPage(answer.value)) return this.#fail('invalid_answer');
      const { entries, position } = answer.value;
      await this.#acceptAll(entries);
      read += entries.length;
      const isEnd = entries.length === 0 || position === this.#position;
      this.#position = position;
      if (isEnd) return true;
    }
    return this.#fail('invalid_answer');
  }

  #fail(failure: StoreFailure): false {
    this.#onFailure(failure);
    return false;
  }

  async #acceptAll(entries: readonly unknown[]): Promise<void> {
    const nowMs = Date.now();
    for (const entry of entries) {
      this.#readInTurn += 1;
      if (this.#readInTurn % entriesOfTurn === 0) await pauseInBackground(0);
      if (typeof entry !== 'string' || entry.length > maxEntryLength) continue;
      const opened = this.#cipher.open(entry);
      const text = isPromise(opened) ? await opened : opened;
      const revocation = text === undefined ? undefined : readRevocation(text);
      if (revocation && endOf(revocation) * 1000 > nowMs) this.#accept(revocation, nowMs);
    }
  }

  #flush(): Promise<void> {
    return (this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    }));
  }

  async #writeAll(): Promise<void> {
    while (this.#unwritten.length > 0) {
      const batch = this.#unwritten.slice(0, batchSize);
      const results = await Promise.all(batch.map((revocation) => this.#append(revocation)));
      const written = new Set(batch.filter((_, index) => results[index]));
      for (let index = this.#unwritten.length - 1; index >= 0; index -= 1) {
        const revocation = this.#unwritten[index];
        if (revocation && written.has(revocation)) this.#unwritten.splice(index, 1);
      }
      this.#hasFailed = written.size < batch.length;
      if (this.#hasFailed) return;
    }
  }

  /** @returns whether it has been written */
  async #append(revocation: Revocation): Promise<boolean> {
    const ttlMs = Math.max(1, endOf(revocation) * 1000 - Date.now());
    const result = await askStore(
      async () => this.#store.append(await this.#cipher.seal(writeRevocation(revocation)), ttlMs),
      this.#onFailure,
    );
    return result !== undefined;
  }
}
