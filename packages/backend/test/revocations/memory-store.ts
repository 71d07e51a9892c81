import type { RevocationStore } from '../../src/options.js';

/** A store in the process, as an application could write one. */
export interface MemoryStore extends RevocationStore {
  readonly entries: string[];
  /** How many times it was read. */
  reads: number;
}

/** Creates a store in the process. @param pageLength - how many entries a page has */
export function createMemoryStore(pageLength = 1000): MemoryStore {
  const entries: string[] = [];
  const store: MemoryStore = {
    entries,
    reads: 0,
    append: (entry) => Promise.resolve(entries.push(entry)),
    readAfter: (position) => {
      store.reads += 1;
      const start = Number(position ?? 0);
      const page = entries.slice(start, start + pageLength);
      return Promise.resolve({ entries: page, position: String(start + page.length) });
    },
  };
  return store;
}
