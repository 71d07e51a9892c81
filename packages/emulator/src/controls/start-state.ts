import type { Ids } from '../instance/ids.js';
import type { DemoUser, Instance } from '../instance/instance.js';
import type { Store } from '../store/open-store.js';
import { applySeed } from './apply-seed.js';
import type { CheckedSeed } from './seed-source.js';
import { findSeededRows, keepSeededRows, type SeededState } from './seeded-state.js';

/** The state after the seed was applied. */
export interface StartState {
  readonly users: readonly DemoUser[];
  /** Restores it. @returns the users of the seed */
  restore(): Promise<readonly DemoUser[]>;
  /** Replaces all data by those of another seed, or nothing if there is an error in it. @returns the users of that seed */
  replace(other: CheckedSeed): Promise<readonly DemoUser[]>;
}

/** Applies the seed, and remembers the rows: they are written faster than they were made. */
export async function startState(
  instance: Instance,
  store: Store,
  checked: CheckedSeed,
  ids: Ids,
): Promise<StartState> {
  const { seed } = checked;
  const begin = ids.position();
  const remember = ({ users, rows }: SeededState) =>
    rows && { users, position: ids.position(), restore: store.restorer(rows.dump) };
  const at = instance.now();
  const kept = store.isNew ? findSeededRows(seed, at) : undefined;
  const first = kept ?? (await makeState(instance, store, checked, at));
  let remembered = remember(first);
  if (kept) await remembered?.restore();
  return {
    users: first.users,
    async restore() {
      if (remembered) {
        await remembered.restore();
        ids.restart(remembered.position);
        return remembered.users;
      }
      await store.clear();
      ids.restart(begin);
      const made = await makeState(instance, store, checked, instance.now());
      remembered = remember(made);
      return made.users;
    },
    async replace(other) {
      const before = await store.dump();
      await store.clear();
      try {
        return (await applySeed(instance, other)).users;
      } catch (error) {
        await store.load(before);
        throw error;
      }
    },
  };
}

/** Applies the seed; all rows have the same time. */
async function makeState(instance: Instance, store: Store, checked: CheckedSeed, at: number): Promise<SeededState> {
  const { users, isApplied } = await applySeed({ ...instance, now: () => at }, checked);
  if (!isApplied) return { users };
  const made = { users, rows: { at, dump: await store.dump() } };
  if (store.isNew) keepSeededRows(checked.seed, made);
  return made;
}
