import type { Observer } from '../observer.js';
import type { ReadCacheOptions } from '../options.js';
import type { WebhookEvent } from '../wire/webhook-event.js';
import type { CachedReads } from './cached-reads.js';
import type { Connection } from './connection.js';
import type { ApiRequest, ApiResponse } from './send.js';

/** The cache of one instance. Most applications have none, so what it does is loaded with its first use. */
export class ReadCache {
  readonly #options: ReadCacheOptions;
  readonly #secretKey: string;
  #loaded: CachedReads | undefined;
  #observer: Observer | undefined;

  constructor(options: ReadCacheOptions, secretKey: string) {
    this.#options = options;
    this.#secretKey = secretKey;
  }

  /** Learns of failures of the store; the one that was given last. */
  set observer(observer: Observer | undefined) {
    this.#observer = observer;
    if (this.#loaded) this.#loaded.observer = observer;
  }

  get observer(): Observer | undefined {
    return this.#observer;
  }

  /** No promise is shared: on workers it would belong to one request. */
  async #reads(): Promise<CachedReads> {
    if (this.#loaded) return this.#loaded;
    const { CachedReads: Reads } = await import('./cached-reads.js');
    if (!this.#loaded) {
      this.#loaded = new Reads(this.#options, this.#secretKey);
      this.#loaded.observer = this.#observer;
    }
    return this.#loaded;
  }

  /**
   * The cached answer to a call, or the one that `send` gets.
   * @param send - `isKept`: the answer may be cached, so it must be one to a request that begins now
   */
  async get(
    request: ApiRequest,
    connection: Connection,
    send: (isKept: boolean) => Promise<ApiResponse>,
  ): Promise<ApiResponse> {
    return (await this.#reads()).get(request, connection, send);
  }

  /** Makes outdated what a call may have changed, whether it succeeded or not. Never rejects. */
  async outdateBy(request: ApiRequest): Promise<void> {
    await (await this.#reads()).outdateBy(request);
  }

  /** Makes outdated what an event is about, in every process that shares the store. Never rejects. */
  async outdateByEvent(event: Pick<WebhookEvent, 'type' | 'data'>): Promise<void> {
    await (await this.#reads()).outdateByEvent(event);
  }
}

const caches = new WeakMap<ReadCacheOptions, Map<string, ReadCache>>();
const maxSecrets = 64;

/** The cache of an option object and a secret key: the same two always give the same one. Without a key nothing is cached. */
export function readCacheOf(
  options: ReadCacheOptions | undefined,
  secretKey: string,
  observer?: Observer,
): ReadCache | undefined {
  if (!options || !secretKey) return undefined;
  let known = caches.get(options);
  if (!known) caches.set(options, (known = new Map<string, ReadCache>()));
  let cache = known.get(secretKey);
  if (!cache) {
    cache = new ReadCache(options, secretKey);
    const [oldest] = known.keys();
    if (known.size >= maxSecrets && oldest !== undefined) known.delete(oldest);
    known.set(secretKey, cache);
  }
  cache.observer = observer ?? cache.observer;
  return cache;
}
