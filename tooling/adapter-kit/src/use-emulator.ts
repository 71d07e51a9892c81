import { createEmulator, type Emulator } from '@acme/emulator';
import { withEnvironment } from 'testing';
import { beforeAll, beforeEach } from 'vitest';

/**
 * Starts an emulator for the tests around the call, each of which has its variables and no others of Clerk's. To be called while tests are
 * collected.
 */
export function useEmulator(onStart: (emulator: Emulator) => unknown = () => undefined): void {
  let variables: Emulator['env'] = {};
  beforeAll(async () => {
    const emulator = await createEmulator();
    variables = emulator.env;
    await onStart(emulator);
    return () => emulator.close();
  });
  beforeEach(() => withEnvironment(variables, { without: 'CLERK_' }));
}
