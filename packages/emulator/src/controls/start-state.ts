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
export async function startState(
  instance: Instance,
  store: Store,
  seed: Seed,
  ids: Ids | undefined,
): Promise<StartState> {
  const remember = async ({ users }: AppliedSeed) => ({
    users,
    idCount: ids?.count() ?? 0,
    restore: await store.remember(),
  });
  const first = await applySeed(instance, seed);
  let remembered = first.isApplied ? await remember(first) : undefined;
  return {
    users: first.users,
    async restore() {
      if (remembered) {
        await remembered.restore();
        ids?.restart(remembered.idCount);
      } else {
        await store.clear();
        ids?.restart(0);
        remembered = await remember(await applySeed(instance, seed));
      }
      return remembered.users;
    },
  };
}
