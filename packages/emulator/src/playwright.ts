import {
  test as base,
  type Cookie,
  type TestType,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
} from '@playwright/test';
import { createEmulator, type Emulator } from './emulator.js';
import type { SignedIn } from './controls/sign-in-user.js';
import type { EmulatorOptions } from './controls/emulator-options.js';

/** What the tests of a worker share. */
export interface EmulatorWorkerFixtures {
  /** Options of `createEmulator`; set them with `test.use`. */
  readonly emulatorOptions: EmulatorOptions;
  /** An emulator of the worker's own. Start your application with `emulator.env`, in a fixture of the worker. */
  readonly emulator: Emulator;
}

/** What a test gets. */
export interface EmulatorTestFixtures {
  /** Brings the emulator back to its seed before each test. */
  readonly resetEmulator: void;
  /**
   * Signs a user in, in the browser of the test, without a page.
   * @param user - id, e-mail address or user name
   * @param url - an address of the application. Default: `baseURL`
   */
  readonly signIn: (user: string, url?: string) => Promise<SignedIn>;
}

/**
 * `test` of Playwright with an emulator for each worker, so that workers do not disturb each other.
 * @example
 * import { test as base } from '@acme/emulator/playwright';
 *
 * const test = base.extend<object, { appUrl: string }>({
 *   appUrl: [async ({ emulator }, use) => {
 *     const app = await startApp(emulator.env);
 *     await use(app.url);
 *     await app.stop();
 *   }, { scope: 'worker' }],
 * });
 *
 * test('greets', async ({ page, appUrl, signIn }) => {
 *   await signIn('ada@example.com', appUrl);
 *   await page.goto(appUrl);
 * });
 */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & EmulatorTestFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & EmulatorWorkerFixtures
> = base.extend<EmulatorTestFixtures, EmulatorWorkerFixtures>({
  emulatorOptions: [{}, { option: true, scope: 'worker' }],
  emulator: [
    async ({ emulatorOptions }, use) => {
      const emulator = await createEmulator(emulatorOptions);
      await use(emulator);
      await emulator.close();
    },
    { scope: 'worker' },
  ],
  resetEmulator: [
    async ({ emulator }, use) => {
      await emulator.reset();
      await use();
    },
    { auto: true },
  ],
  signIn: async ({ emulator, context, baseURL }, use) => {
    await use(async (user, url = baseURL) => {
      if (url === undefined)
        throw new TypeError('signIn needs the address of the application: pass it, or set baseURL.');
      const { origin } = new URL(url);
      const signedIn = await emulator.signIn(user, { origin });
      await context.addCookies(Object.entries(signedIn.cookies).map(([name, value]) => cookie(name, value, origin)));
      return signedIn;
    });
  },
});

export { expect } from '@playwright/test';

function cookie(name: string, value: string, url: string): Pick<Cookie, 'name' | 'value'> & { readonly url: string } {
  return { name, value, url };
}
