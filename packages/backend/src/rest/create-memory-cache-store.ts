import type { KeyValueStore } from '../options.js';

const maxEntries = 10_000;
const maxLetters = 32 * 1024 * 1024;

/** The store of a cache in the process: texts by key, at most 10 000 with 32 MB; the oldest make room. */
export function createMemoryCacheStore(): KeyValueStore {
  const entries = new Map<string, { readonly value: string; readonly endsAt: number }>();
  let letters = 0;
  const remove = (key: string) => {
    letters -= entries.get(key)?.value.length ?? 0;
    entries.delete(key);
  };
  return {
    get: (key) => {
      const entry = entries.get(key);
      return Promise.resolve(entry && entry.endsAt > Date.now() ? entry.value : undefined);
    },
    set: (key, value, ttlMs) => {
      remove(key);
      const text = String(value);
      entries.set(key, { value: text, endsAt: Date.now() + ttlMs });
      letters += text.length;
      for (const [oldest] of entries) {
        if (entries.size <= maxEntries && letters <= maxLetters) break;
        remove(oldest);
      }
      return Promise.resolve();
    },
  };
}
