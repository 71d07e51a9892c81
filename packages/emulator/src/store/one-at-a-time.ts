import type { Database } from './open-store.js';

/** The last call of each key, by database. */
const lastCalls = new WeakMap<Database, Map<string, Promise<unknown>>>();

/**
 * Runs calls with the same key one after another, so that a check and the write after it are not parted by another call.
 * A call must not wait for another one with its own key.
 */
export async function oneAtATime<T>(db: Database, key: string, run: () => Promise<T>): Promise<T> {
  const calls = lastCalls.get(db) ?? new Map<string, Promise<unknown>>();
  lastCalls.set(db, calls);
  const before = calls.get(key);
  const call = (async () => {
    await before?.catch(() => undefined);
    return run();
  })();
  calls.set(key, call);
  try {
    return await call;
  } finally {
    if (calls.get(key) === call) calls.delete(key);
  }
}
