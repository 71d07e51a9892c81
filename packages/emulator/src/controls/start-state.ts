import type { Ids } from '../instance/ids.js';
import type { DemoUser, Instance } from '../instance/instance.js';
import type { Store } from '../store/open-store.js';
import { applySeed, type AppliedSeed } from './apply-seed.js';
import type { Seed } from './seed.js';

/** The state after the seed was applied. */
export interface StartState {
  readonly users: readonly DemoUser[];
  /** Restores it. @returns the users of the seed */
  restore(): Promise<readonly DemoUser[]>;
}

/** Applies the seed, and remembers the rows: they are written faster than they were made. */
export async function startState(instance: Instance, store: Store, seed: Seed, ids: Ids): Promise<StartState> {
  const remember = async ({ users }: AppliedSeed) => ({
    users,
    position: ids.position(),
    restore: await store.remember(),
  });
  const begin = ids.position();
  const first = await applySeed(instance, seed);
  let remembered = first.isApplied ? await remember(first) : undefined;
  return {
    users: first.users,
    async restore() {
      if (remembered) {
        await remembered.restore();
        ids.restart(remembered.position);
      } else {
        await store.clear();
        ids.restart(begin);
        remembered = await remember(await applySeed(instance, seed));
      }
      return remembered.users;
    },
  };
}
