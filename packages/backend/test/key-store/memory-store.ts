import type { KeyValueStore } from '../../src/options.js';

/** A store in the process, as an application could write one. */
export class MemoryStore implements KeyValueStore {
  readonly entries = new Map<string, unknown>();
  gets = 0;
  sets = 0;
  ttlMs = 0;

  get(key: string): Promise<unknown> {
    this.gets += 1;
    return Promise.resolve(this.entries.get(key));
  }

  set(key: string, value: unknown, ttlMs: number): Promise<unknown> {
    this.sets += 1;
    this.ttlMs = ttlMs;
    this.entries.set(key, value);
    return Promise.resolve(true);
  }

  /** The only entry. */
  get key(): string {
    const [key = ''] = this.entries.keys();
    return key;
  }
}
