import { test as base, type TestAPI } from 'vitest';
import { createEmulator, type Emulator } from './emulator.js';
import type { SignedIn } from './controls/sign-in-user.js';
import type { EmulatorOptions } from './controls/emulator-options.js';

/** What a test gets. */
export interface EmulatorFixtures {
  /** An emulator of the worker's own; before each test it is back at its seed. */
  readonly emulator: Emulator;
  /**
   * Signs a user in without a browser.
   * @param user - id, e-mail address or user name
   * @param options - `origin`: of the application, such as `http://localhost:3000`
   */
  readonly signIn: (user: string, options?: { readonly origin?: string }) => Promise<SignedIn>;
  /** `fetch` with the cookies of a signed-in user. */
  readonly fetchAs: (user: string, url: string | URL, init?: RequestInit) => Promise<Response>;
}

/**
 * Creates a `test` of Vitest (3.2 or later) whose tests have an emulator. It starts once for each worker, in the process of the
 * tests, with data that no other worker sees; it is reset before each test and closed with the worker.
 * @param options - of `createEmulator`
 * @example
 * const test = emulatorTest();
 * test('shows the name', async ({ emulator, fetchAs, expect }) => {
 *   const app = await startApp(emulator.env);
 *   const response = await fetchAs('ada@example.com', `${app.url}/me`);
 *   expect(await response.json()).toMatchObject({ firstName: 'Ada' });
 * });
 */
export function emulatorTest(options: EmulatorOptions = {}): TestAPI<EmulatorFixtures> {
  return base.extend<EmulatorFixtures & { readonly startedEmulator: Emulator }>({
    startedEmulator: [
      // Vitest reads the names of fixtures from this pattern.
      // eslint-disable-next-line no-empty-pattern
      async ({}, use) => {
        const emulator = await createEmulator(options);
        await use(emulator);
        await emulator.close();
      },
      { scope: 'worker' },
    ],
    emulator: async ({ startedEmulator }, use) => {
      await startedEmulator.reset();
      await use(startedEmulator);
    },
    signIn: async ({ emulator }, use) => {
      await use((user, wanted = {}) => emulator.signIn(user, wanted));
    },
    fetchAs: async ({ emulator }, use) => {
      await use(async (user, url, init = {}) => {
        const { origin } = new URL(url);
        const headers = new Headers(init.headers);
        headers.set('cookie', (await emulator.signIn(user, { origin })).cookieHeader);
        return fetch(url, { ...init, headers });
      });
    },
  });
}
