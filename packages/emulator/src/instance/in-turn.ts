import type { Database } from '../store/open-store.js';

const waiting = new WeakMap<Database, Map<string, Promise<unknown>>>();

/**
 * Runs changes of one thing one after the other, so that each reads what the one before wrote. Changes of other things do not
 * wait. Inside `run`, do not call it again for the same thing: that would wait for itself.
 */
export function inTurn<T>({ db }: { readonly db: Database }, thing: string, run: () => Promise<T>): Promise<T> {
  const lines = waiting.get(db) ?? new Map<string, Promise<unknown>>();
  waiting.set(db, lines);
  const result = (lines.get(thing) ?? Promise.resolve()).then(run);
  const settled = result.then(ignore, ignore).then(() => {
    if (lines.get(thing) === settled) lines.delete(thing);
  });
  lines.set(thing, settled);
  return result;
}

const ignore = () => undefined;
