import { createDefaults } from './create-defaults.js';
import type { Ids } from '../instance/ids.js';
import type { Instance } from '../instance/instance.js';
import { oneAtATime } from '../store/one-at-a-time.js';
import type { Database, Store } from '../store/open-store.js';
import type { StoreDump } from '../store/store-dump.js';

/** Copies the state of one emulator to another. */
export interface StateTransfer {
  export(): Promise<StoreDump>;
  import(dump: unknown): Promise<void>;
}

/** Runs a call that reads or replaces all rows; the others wait, so that rows and ids fit together. */
export function changeState<T>(db: Database, run: () => Promise<T>): Promise<T> {
  return oneAtATime(db, 'state', run);
}

/** The rows of a store together with the place where its ids continue. */
export function stateTransfer(instance: Instance, store: Store, ids: Ids): StateTransfer {
  return {
    export: () =>
      changeState(instance.db, async () => {
        const { format, tables } = await store.dump();
        const position = ids.position();
        return { format, ...(position && { ids: position }), tables };
      }),
    import: (dump) =>
      changeState(instance.db, async () => {
        const { ids: position } = await store.load(dump);
        ids.restart(position);
        // An export of an older release lacks what was added since.
        await createDefaults(instance);
      }),
  };
}
