import { randomValues } from '../crypto/web-globals.js';
import { StoreCipher } from '../crypto/store-cipher.js';
import { countLookup, type Observer } from '../observer.js';
import { parseJson } from '../parse-json.js';
import type { KeyValueStore, ReadCacheOptions } from '../options.js';
import { GuardedStore } from '../token/guarded-store.js';
import { pauseInBackground } from '../token/start-time-limit.js';
import type { WebhookEvent } from '../wire/webhook-event.js';
import { tagsOfEvent, tagsOfRead, tagsOfWrite, type CacheTag } from './cache-tag.js';
import { connectionParts, type Connection } from './connection.js';
import { createMemoryCacheStore } from './create-memory-cache-store.js';
import type { ApiRequest, ApiResponse } from './send.js';

/** Longer answers are not kept, in letters of JSON. */
const maxLetters = 256 * 1024;
/** What is outdated and could not be written: tags of this process that count as outdated meanwhile. */
const maxPending = 10_000;

/** A version changes with each change of the data that it belongs to; an entry counts only for the versions it was read under. */
type Versions = readonly string[];

/** Where an answer is kept, and what it depends on. */
interface Place {
  readonly key: string;
  readonly tags: readonly CacheTag[];
  readonly versions: Versions;
}

/** A cached answer. */
interface Entry {
  /** When the call began, Unix ms. */
  readonly at: number;
  readonly versions: Versions;
  readonly body: unknown;
}

function readEntry(text: string): Entry | undefined {
  try {
    const [at, versions, body] = parseJson(text) as readonly unknown[];
    if (typeof at !== 'number' || !Array.isArray(versions) || typeof body !== 'object' || body === null) {
      return undefined;
    }
    return { at, versions: versions.map(String), body };
  } catch {
    return undefined;
  }
}

const newVersion = () => Array.from(randomValues(12), (byte) => byte.toString(16).padStart(2, '0')).join('');

const isVersion = (value: unknown): value is string => typeof value === 'string' && /^[\da-f]{24}$/.test(value);

/** What the `ReadCache` of one instance does: answers about users, organizations and memberships. */
export class CachedReads {
  readonly #ttlMs: number;
  readonly #keepMs: number;
  readonly #store: KeyValueStore;
  /** The store as it may be trusted; undefined: it is the one in the process. */
  readonly #shared: GuardedStore | undefined;
  readonly #cipher: StoreCipher;
  readonly #flights = new Map<string, Promise<ApiResponse>>();
  readonly #pending = new Set<CacheTag>();
  /** Tags that get their first version now: calls at the same time must not give each other's a new one. */
  readonly #beginning = new Map<CacheTag, Promise<string | undefined>>();
  #isFlushing = false;
  /** Learns of failures of the store; the one that was given last. */
  observer: Observer | undefined;

  constructor({ ttlMs, staleMs = 0, store }: ReadCacheOptions, secretKey: string) {
    this.#ttlMs = ttlMs;
    this.#keepMs = ttlMs + staleMs;
    this.#shared = store && new GuardedStore('reads', store);
    this.#store = store ?? createMemoryCacheStore();
    this.#cipher = new StoreCipher(secretKey, 'cache');
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
    const tags = request.headers || (request.key ?? 'secret') !== 'secret' ? undefined : tagsOfRead(request);
    if (!tags) return send(false);
    const load = () => send(true);
    const { path, query = '', versioned = true } = request;
    const name = `read:${JSON.stringify([connectionParts(connection), path, query, versioned])}`;
    const key = await this.#keyOf(name);
    const [versions, entry] = await Promise.all([this.#versionsOf(tags), this.#entry(key)]);
    const age = entry ? Date.now() - entry.at : Number.POSITIVE_INFINITY;
    const isKnown = versions !== undefined && entry?.versions.join() === versions.join();
    const isHit = isKnown && age >= 0 && age < this.#keepMs;
    countLookup(connection.observer, 'reads', isHit);
    if (!versions) return load();
    // A call with a time limit or signal of its own must not depend on another one.
    const isAlone = request.signal !== undefined || request.timeoutMs !== undefined;
    const start = () => this.#fly({ key, tags, versions }, load, isAlone);
    if (!isHit || !entry) return start();
    if (age >= this.#ttlMs) void start().catch(() => undefined);
    return { status: 200, body: entry.body, contentType: 'application/json' };
  }

  /** Makes outdated what a call may have changed, whether it succeeded or not. */
  async outdateBy(request: ApiRequest): Promise<void> {
    await this.#outdate(tagsOfWrite(request));
  }

  /** Makes outdated what an event is about. */
  async outdateByEvent(event: Pick<WebhookEvent, 'type' | 'data'>): Promise<void> {
    await this.#outdate(tagsOfEvent(event));
  }

  /** Makes everything outdated that depends on one of the tags, in every process that shares the store. Never rejects. */
  async #outdate(tags: readonly CacheTag[]): Promise<void> {
    await Promise.all(
      tags.map(async (tag) => {
        // Set first: until it is written the tag is outdated here.
        this.#pending.add(tag);
        if (await this.#renew(tag)) this.#pending.delete(tag);
      }),
    );
    if (this.#pending.size > maxPending) {
      this.#pending.clear();
      this.#pending.add('all');
    }
    if (this.#pending.size > 0 && !this.#isFlushing) void this.#flush();
  }

  /** Writes what could not be written, until it is. */
  async #flush(): Promise<void> {
    this.#isFlushing = true;
    while (this.#pending.size > 0) {
      await pauseInBackground(1_000);
      for (const tag of [...this.#pending]) {
        if (!(await this.#renew(tag))) break;
        this.#pending.delete(tag);
      }
    }
    this.#isFlushing = false;
  }

  /** One call at a time for the same entry and versions: one that began before a change is not joined after it. */
  #fly(place: Place, load: () => Promise<ApiResponse>, isAlone: boolean): Promise<ApiResponse> {
    const { key, versions } = place;
    const id = `${key} ${versions.join()}`;
    const known = isAlone ? undefined : this.#flights.get(id);
    if (known) return known.then(copyOf);
    const at = Date.now();
    const flight = load().then(async (answer) => {
      await this.#keep(place, at, answer);
      return answer;
    });
    if (!isAlone) {
      this.#flights.set(id, flight);
      const end = () => void (this.#flights.get(id) === flight && this.#flights.delete(id));
      flight.then(end, end);
    }
    return flight;
  }

  async #keep({ key, tags, versions }: Place, at: number, { status, body, contentType }: ApiResponse): Promise<void> {
    if (status !== 200 || !contentType.includes('json') || typeof body !== 'object' || body === null) return;
    const text = JSON.stringify([at, versions, body]);
    if (text.length > maxLetters) return;
    // Outdated meanwhile: it would only take the place of a newer answer.
    if ((await this.#versionsOf(tags))?.join() !== versions.join()) return;
    // The key is a part of what is sealed: whoever can write to the store cannot put it in another place.
    const value = this.#shared ? await this.#cipher.seal(`${key}\n${text}`) : text;
    await this.#use((store) => store.set(key, value, this.#keepMs));
  }

  async #entry(key: string): Promise<Entry | undefined> {
    const value = await this.#use((store) => store.get(key));
    if (typeof value !== 'string' || value.length > maxLetters * 3) return undefined;
    if (!this.#shared) return readEntry(value);
    const opened = await this.#cipher.open(value);
    return opened?.startsWith(`${key}\n`) ? readEntry(opened.slice(key.length + 1)) : undefined;
  }

  /** The versions of tags; undefined: they cannot be read, and nothing is cached. A tag without one gets one before anything is read. */
  async #versionsOf(tags: readonly CacheTag[]): Promise<Versions | undefined> {
    const versions = await Promise.all(tags.map((tag) => this.#versionOf(tag)));
    return versions.every((version) => version !== undefined) ? versions : undefined;
  }

  async #versionOf(tag: CacheTag): Promise<string | undefined> {
    if (this.#pending.has(tag)) return undefined;
    const key = await this.#keyOf(`tag:${tag}`);
    const answer = await this.#ask((store) => store.get(key));
    if (!answer) return undefined;
    if (isVersion(answer.value)) return answer.value;
    const known = this.#beginning.get(tag);
    if (known) return known;
    const beginning = this.#renew(tag).finally(() => this.#beginning.delete(tag));
    this.#beginning.set(tag, beginning);
    return beginning;
  }

  /** Gives a tag a new version; undefined: the store failed. */
  async #renew(tag: CacheTag): Promise<string | undefined> {
    const key = await this.#keyOf(`tag:${tag}`);
    const version = newVersion();
    // It must outlive every entry that was read under it.
    return (await this.#ask((store) => store.set(key, version, this.#keepMs * 4 + 3_600_000))) && version;
  }

  async #keyOf(name: string): Promise<string> {
    return this.#shared ? `clerk-cache:${await this.#cipher.nameOf(name)}` : name;
  }

  async #use(use: (store: KeyValueStore) => Promise<unknown>): Promise<unknown> {
    return (await this.#ask(use))?.value;
  }

  /** What a store gives; undefined if it fails, hangs, or failed a moment ago. */
  async #ask(use: (store: KeyValueStore) => Promise<unknown>): Promise<{ readonly value: unknown } | undefined> {
    return this.#shared ? this.#shared.ask(use, this.observer) : { value: await use(this.#store) };
  }
}

/** Each call has objects of its own. */
function copyOf(answer: ApiResponse): ApiResponse {
  return { ...answer, body: structuredClone(answer.body) };
}
