import { createEmulator } from '@acme/emulator';
import { atTheEnd, bearer, withEnvironment } from 'testing';
import { expect, it, vi } from 'vitest';
import { majors } from './astro-versions.js';
import { serveApplication } from './serve-application.js';

it.each(majors)('uses in Astro %i no value of the build for a variable that is empty, and names it', async (major) => {
  const emulator = await createEmulator();
  atTheEnd(() => emulator.close());
  withEnvironment({ ...emulator.env, CLERK_SECRET_KEY: '', CLERK_JWT_KEY: '' }, { without: 'CLERK_' });
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const url = await serveApplication(undefined, major);
  const { token } = await emulator.signIn('ada@example.com', { origin: url });
  expect((await fetch(`${url}/page`, { headers: bearer(token) })).status).toBe(500);
  expect(logged.mock.calls.join()).toContain('CLERK_SECRET_KEY');
});
