import { StoreCipher } from '../crypto/store-cipher.js';
import { ConfigurationError } from '../errors.js';
import { chain, isPromise, type MaybePromise } from '../maybe-promise.js';
import { countLookup } from '../observer.js';
import type { FetchedKeys, KeyStore, KeyValueStore, StoredKeys } from '../options.js';
import { parseJson } from '../parse-json.js';
import { reportStoreFailure } from '../report-store-failure.js';
import { GuardedStore } from './guarded-store.js';
import { readLimitedText } from './read-limited-text.js';
import { elapsedMs, within } from './start-time-limit.js';

/** No process uses keys for longer. */
const keepMs = 3_600_000;
/** A key takes about 450 letters; instances have one or two. */
const maxKeys = 32;
const maxLetters = 64 * 1024;

/** A cache of the Cache API: `caches.default` on Cloudflare, or what `caches.open()` gives. */
export interface WebCache {
  match(url: string): Promise<Response | undefined>;
  put(url: string, response: Response): Promise<unknown>;
}

/** How long a request waits for the store at most. */
const patienceMs = 250;
/** The store is read again after this time, while no fetch has succeeded. */
const loadIntervalMs = 1_000;

const tooLong = () => new RangeError('The entry is too long.');

/** A Cache API has URLs for keys; this one is nobody's (RFC 2606 section 2). */
const urlOf = (key: string) => `https://keys.invalid/${encodeURIComponent(key)}`;

const ofCache = (cache: WebCache): KeyValueStore => ({
  get: async (key) => {
    const response = await cache.match(urlOf(key));
    return response && readLimitedText(response, maxLetters, tooLong);
  },
  set: (key, value, ttlMs) => {
    const headers = { 'cache-control': `max-age=${Math.floor(ttlMs / 1000)}`, 'content-type': 'text/plain' };
    return cache.put(urlOf(key), new Response(String(value), { headers }));
  },
});

/** @throws {ConfigurationError} `option_invalid` */
function toKeyValueStore(store: KeyValueStore | WebCache): KeyValueStore {
  // What comes from JavaScript can be anything; the members that count are checked here.
  const { get, set, match, put } = (store ?? {}) as Partial<KeyValueStore & WebCache>;
  if (typeof get === 'function' && typeof set === 'function') return store as KeyValueStore;
  if (typeof match === 'function' && typeof put === 'function') return ofCache(store as WebCache);
  throw new ConfigurationError(
    'option_invalid',
    'createKeyStore takes a Keyv, an object with get and set, or a cache of the Cache API (`caches.default`).',
  );
}

function keysIn(jwks: unknown): readonly unknown[] {
  const keys: unknown = typeof jwks === 'object' && jwks !== null && 'keys' in jwks ? jwks.keys : undefined;
  return Array.isArray(keys) ? keys : [];
}

/** An empty text takes the place of older keys when there are too many to be kept. */
function writeEntry({ fetchedAt, jwks }: FetchedKeys): string {
  const text = keysIn(jwks).length > maxKeys ? '' : JSON.stringify([fetchedAt, jwks]);
  // Encrypted it is a third longer.
  return text.length * 2 > maxLetters ? '' : text;
}

function readEntry(text: string): FetchedKeys | undefined {
  try {
    const [fetchedAt, jwks] = parseJson(text) as readonly unknown[];
    return typeof fetchedAt === 'number' && keysIn(jwks).length <= maxKeys ? { fetchedAt, jwks } : undefined;
  } catch {
    return undefined;
  }
}

type Instance = Parameters<KeyStore['keysOf']>[0];

/** The entry of one instance. */
class StoredEntry implements StoredKeys {
  readonly #reads: GuardedStore;
  readonly #writes: GuardedStore;
  readonly #instance: Instance;
  readonly #accept: (keys: FetchedKeys) => boolean;
  readonly #cipher: StoreCipher;
  #key: string | undefined;
  #loadedAt = Number.NEGATIVE_INFINITY;
  #loading: Promise<unknown> | undefined;
  #saving: Promise<unknown> | undefined;

  constructor(
    { reads, writes }: Readonly<Record<'reads' | 'writes', GuardedStore>>,
    instance: Instance,
    accept: (keys: FetchedKeys) => boolean,
  ) {
    this.#reads = reads;
    this.#writes = writes;
    this.#instance = instance;
    this.#accept = accept;
    this.#cipher = new StoreCipher(instance.secretKey, 'keys');
  }

  loadAhead(): void {
    // Where cryptography is asynchronous it may be a worker, which may read nothing before there is a request.
    const key = this.#keyOf();
    if (isPromise(key)) return void key.catch(() => undefined);
    // The connection may be opened only now, so the first request looks again if there was nothing.
    void this.load().then(() => (this.#loadedAt = Number.NEGATIVE_INFINITY));
  }

  async load(): Promise<void> {
    if (elapsedMs(this.#loadedAt) >= loadIntervalMs) {
      const { observer } = this.#instance;
      this.#loadedAt = Date.now();
      this.#loading = this.#reads
        .ask((store) => this.#read(store), observer)
        .then((answer) => {
          const found = answer?.value;
          countLookup(observer, 'stored_keys', found !== undefined && this.#accept(found));
        });
    }
    await this.#patiently(this.#loading);
  }

  save(keys: FetchedKeys): void {
    this.#saving = this.#writes.ask((store) => this.#write(store, keys), this.#instance.observer);
  }

  async saved(): Promise<void> {
    const saving = this.#saving;
    // A request waits once for a store that hangs. A cold runtime may need longer for the first read, and then write in time.
    if (!this.#reads.isResting) await this.#patiently(saving);
    // Nobody waits twice for a store that hangs, or for the promise of a request that has ended.
    if (this.#saving === saving) this.#saving = undefined;
  }

  /** Each request has a timer of its own: on workers that of another request may never fire. */
  async #patiently(awaited: Promise<unknown> | undefined): Promise<void> {
    if (awaited) await within(patienceMs, awaited);
  }

  #keyOf(): MaybePromise<string> {
    const { apiUrl, apiVersion } = this.#instance;
    const toKey = (name: string) => (this.#key = `clerk-keys:${name}`);
    return this.#key ?? chain(this.#cipher.nameOf(JSON.stringify([apiUrl, apiVersion])), toKey);
  }

  async #read(store: KeyValueStore): Promise<FetchedKeys | undefined> {
    const key = await this.#keyOf();
    const value = await store.get(key);
    // Not there, or too large to be kept.
    if (value === undefined || value === null || value === '') return undefined;
    const isText = typeof value === 'string' && value.length <= maxLetters;
    const opened = isText ? await this.#cipher.open(value) : undefined;
    const entry = opened?.startsWith(`${key}\n`) ? readEntry(opened.slice(key.length + 1)) : undefined;
    // Somebody without the secret key has written here.
    if (!entry) reportStoreFailure('keys', 'invalid_answer', this.#instance.observer);
    return entry;
  }

  async #write(store: KeyValueStore, keys: FetchedKeys): Promise<void> {
    const stored = await this.#read(store);
    // A slow answer of the service must not replace what another process has fetched since.
    if (stored && stored.fetchedAt > keys.fetchedAt && stored.fetchedAt <= Date.now()) return;
    const key = await this.#keyOf();
    const text = writeEntry(keys);
    // The key is a part of what is sealed, so that nobody can move an entry to another place.
    await store.set(key, text && (await this.#cipher.seal(`${key}\n${text}`)), keepMs);
  }
}

/**
 * Creates the option `keyStore`: the keys of the instance are left in a store, so that a new process verifies its first token without
 * a call of the service. Entries are encrypted with the secret key, and count for as long as keys that the process had fetched
 * itself: 10 minutes, during an outage of the service an hour. A token whose key is not among them causes a fetch.
 *
 * A store that fails, gives nothing within 250 ms, or gives something else counts as empty.
 * @param store - any Keyv, an object with `get` and `set`, or a cache of the Cache API
 * @throws {ConfigurationError} `option_invalid` if it is none of these
 * @see RFC 7517 section 5
 * @example
 * const keyStore = createKeyStore(new Keyv({ store: new KeyvRedis(process.env.REDIS_URL) }));
 * app.use(clerkMiddleware({ keyStore }));
 */
export function createKeyStore(store: KeyValueStore | WebCache): KeyStore {
  const entries = toKeyValueStore(store);
  const guarded = { reads: new GuardedStore('keys', entries, true), writes: new GuardedStore('keys', entries, true) };
  return {
    keysOf: (instance, accept) => new StoredEntry(guarded, instance, accept),
  };
}
