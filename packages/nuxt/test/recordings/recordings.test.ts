import {
  createFill,
  describeDifferences,
  describeReplay,
  filled,
  readRecordings,
  record,
  withDifference,
  type RecordedApp,
} from 'adapter-kit';
import { withEnvironment } from 'testing';
import { describe } from 'vitest';
import { buildForNuxt3 } from '../build-for-nuxt-3.js';
import { serveApp, startEmulator } from '../served-app.js';
import { intendedDifferences as differences } from './intended-differences.js';
import { serveWithOptions } from './serve-with-options.js';

const recordings = readRecordings(new URL('../vectors/nuxt-4.json', import.meta.url));
const replay = { recordings, differences, withDifference, section: 'Nuxt' };

/** Cookies of a session that has expired, and that the service does not renew. */
async function refusedCookies({ emulator, url }: RecordedApp): Promise<string> {
  const { userId, cookieHeader } = await emulator.signIn('ada@example.com', { origin: url });
  const expired = await emulator.mintSessionToken({ userId, expiresInSeconds: -60 });
  return cookieHeader.replace(/(__session[^=;]*)=[^;]+/g, `$1=${expired}`);
}

/** What is built with each version. The answers were recorded with Nuxt 4; they are to be the same with Nuxt 3. */
const versions = { 'Nuxt 4': () => undefined, 'Nuxt 3': buildForNuxt3 };

describe.each(Object.entries(versions))('%s', (_, outputOf) => {
  describeReplay('the answer of the official package', replay, async () => {
    const emulator = await startEmulator();
    const output = await outputOf();
    // With the public key of the emulator, session tokens would be verified without a secret key.
    const recorded = { CLERK_JWT_KEY: '' };
    const built = await serveApp(recorded, emulator, output);
    const others = {
      'env no secret key': await serveApp({ ...recorded, CLERK_SECRET_KEY: undefined }, emulator, output),
      'env no publishable key': await serveApp({ ...recorded, CLERK_PUBLISHABLE_KEY: undefined }, emulator, output),
      outage: await serveApp({ ...recorded, CLERK_API_URL: 'http://127.0.0.1:9' }, emulator, output),
    };
    // The official middleware reads no sign-in URL from the environment.
    const signIn = { CLERK_SIGN_IN_URL: undefined, NUXT_PUBLIC_CLERK_SIGN_IN_URL: undefined };
    withEnvironment({ ...emulator.env, ...recorded, ...signIn }, { without: 'CLERK_' });
    // The options of a request are in a header, for which the built application has no middleware.
    const withOptions = { emulator, url: await serveWithOptions() };
    const fills = new Map<RecordedApp, (text: string) => string>();
    for (const app of [built, withOptions, ...Object.values(others)]) {
      const known = await createFill(app);
      const refused = await refusedCookies(app);
      fills.set(app, (text) =>
        known(text)
          .replace('{refused cookies}', refused)
          .replaceAll('{service}', emulator.url)
          .replaceAll('{jwt key}', JSON.stringify(emulator.jwtKey)),
      );
    }
    return async (recording) => {
      const [, started = built] = Object.entries(others).find(([name]) => recording.name.startsWith(name)) ?? [];
      const app: RecordedApp = 'x-test-options' in recording.request.headers ? withOptions : started;
      const [path, init] = filled(recording, fills.get(app) ?? String);
      return record(app, recording, await fetch(app.url + path, init));
    };
  });
});

describeDifferences(replay);
