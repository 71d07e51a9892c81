import { EmulatorError } from '../errors/emulator-error.js';
import type { StoreDump } from '../store/store-dump.js';

/** A kept copy of all data. */
export interface Snapshot {
  readonly name: string;
  /** Unix ms by the real clock. */
  readonly createdAt: number;
  /** Number of users in it. */
  readonly users: number;
}

const maxSnapshots = 10;

/** Copies of all data in memory, by name. They end with the emulator; `export` writes a file. */
export class Snapshots {
  readonly #kept = new Map<string, Snapshot & { readonly dump: StoreDump }>();
  readonly #state: { export(): Promise<StoreDump>; import(dump: StoreDump): Promise<void> };

  constructor(state: { export(): Promise<StoreDump>; import(dump: StoreDump): Promise<void> }) {
    this.#state = state;
  }

  /** The newest last. */
  list(): readonly Snapshot[] {
    return Array.from(this.#kept.values(), ({ name, createdAt, users }) => ({ name, createdAt, users }));
  }

  /** Keeps the data of now; an older snapshot of that name is replaced. @throws {EmulatorError} `option_invalid` beyond 10 */
  async save(name: string): Promise<Snapshot> {
    this.#checkRoom(name);
    const dump = await this.#state.export();
    this.#checkRoom(name);
    const snapshot = { name, createdAt: Date.now(), users: dump.tables['users']?.length ?? 0 };
    this.#kept.delete(name);
    this.#kept.set(name, { ...snapshot, dump });
    return snapshot;
  }

  /** Replaces all data by those of a snapshot. @throws {EmulatorError} `snapshot_unknown` */
  async restore(name: string): Promise<Snapshot> {
    const { dump, ...snapshot } = this.#require(name);
    await this.#state.import(dump);
    return snapshot;
  }

  /** @throws {EmulatorError} `snapshot_unknown` */
  delete(name: string): void {
    this.#require(name);
    this.#kept.delete(name);
  }

  #checkRoom(name: string): void {
    if (this.#kept.size >= maxSnapshots && !this.#kept.has(name))
      throw new EmulatorError('option_invalid', `There are ${maxSnapshots} snapshots already. Delete one first.`);
  }

  #require(name: string): Snapshot & { readonly dump: StoreDump } {
    const kept = this.#kept.get(name);
    if (kept) return kept;
    const names = Array.from(this.#kept.keys());
    throw new EmulatorError(
      'snapshot_unknown',
      `There is no snapshot of this name. ${names.length === 0 ? 'None was saved yet.' : `There are: ${names.join(', ')}.`}`,
    );
  }
}
