import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { vi } from 'vitest';
import { fillVectors, type TestKeys } from './fill-vectors.js';
import { RecordedUpstream, type Call, type Upstream } from './recorded-upstream.js';

export { stateFields, type Call, type Upstream } from './recorded-upstream.js';

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`./vectors/${name}.json`, import.meta.url), 'utf8'));
}

const keys = readJson('keys') as TestKeys;

/** The recorded vectors of one file, with the test keys filled in. */
export function readVectors<T>(name: string): readonly T[] {
  return fillVectors<T>(readJson(name), keys);
}

/** The waits before another try, without their random part. Other timers are time limits. */
const retryDelays = new Set([125, 250, 500, 1000]);

/**
 * Whether a call is of an earlier test file, which may still fetch keys in the background: it goes to a server on a port that the system
 * chose, or to port 9, where none is.
 */
export function isOfEarlierTest(input: RequestInfo | URL): boolean {
  // To make a request of a request would take its body away.
  return /^http:\/\/127\.0\.0\.1:(?:\d{5}|9)\//.test(input instanceof Request ? input.url : String(input));
}

/** The vector that code runs for: what an earlier test has left in the background waits, too. */
const running = new AsyncLocalStorage<VectorReplay>();

/** Stands in for the network and the clock while one vector runs. */
export class VectorReplay {
  readonly retryDelaysMs: number[] = [];
  readonly #upstream: RecordedUpstream;

  constructor(nowSeconds: number, upstream: readonly Upstream[], env: Readonly<Record<string, string>> = {}) {
    this.#upstream = new RecordedUpstream(upstream);
    running.enterWith(this);
    vi.useFakeTimers({ toFake: ['Date'], now: nowSeconds * 1000 });
    vi.spyOn(Math, 'random').mockReturnValue(0);
    vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) =>
      isOfEarlierTest(input) ? Promise.reject(new TypeError('fetch failed')) : this.#upstream.fetch(input, init),
    );
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const realSetTimeout = globalThis.setTimeout;
    vi.stubGlobal('setTimeout', (run: () => void, delayMs: number) => {
      if (!retryDelays.has(delayMs) || running.getStore() !== this) return realSetTimeout(run, delayMs);
      this.retryDelaysMs.push(delayMs);
      return realSetTimeout(run, 0);
    });
  }

  /** Moves the clock and replaces the upstream. */
  next(nowSeconds: number, upstream: readonly Upstream[]): void {
    vi.setSystemTime(nowSeconds * 1000);
    this.#upstream.next(upstream);
  }

  get calls(): readonly Call[] {
    return this.#upstream.calls;
  }
}

/** Ends the stand-in. */
export function endReplay(): void {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
}
