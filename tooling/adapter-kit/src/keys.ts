import { bearer, withEnvironment } from 'testing';
import { expect, it, onTestFinished, vi } from 'vitest';
import { get, json } from './get.js';
import type { Services } from './use-services.js';

const publishableKey = `pk_live_${btoa('clerk.example.com$')}`;
const keys = { CLERK_SECRET_KEY: 'sk_live_keys', CLERK_PUBLISHABLE_KEY: publishableKey, CLERK_JWT_KEY: '' };

/** A fault gives one warning a minute, and another test may have caused it: each comes an hour after the one before. */
let hours = 0;

/** The codes of the warnings that the process gives from now on. */
function warningCodes(): readonly unknown[] {
  const codes: unknown[] = [];
  const note = (warning: Error & { readonly code?: unknown }) => void codes.push(warning.code);
  process.on('warning', note);
  hours += 1;
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000 });
  onTestFinished(() => {
    process.off('warning', note);
    vi.useRealTimers();
  });
  return codes;
}

/**
 * Keys in the environment as people paste them.
 * @param start - a server made from the environment; its `/who` answers with `userId`
 */
export function describeKeys(start: () => Promise<string>, services: () => Services): void {
  const setKeys = (env: Readonly<Record<string, string>>) =>
    withEnvironment({ CLERK_API_URL: services().service.url, ...env }, { without: 'CLERK_' });
  const userId = async () =>
    (await json(get(`${await start()}/who`, bearer(await services().service.sign()))))['userId'];

  it('takes keys from the environment without the white space around them', async () => {
    const { service } = services();
    const spaced = { CLERK_SECRET_KEY: 'sk_live_spaces\n', CLERK_PUBLISHABLE_KEY: ` ${publishableKey}\r\n` };
    setKeys(spaced);
    expect(await userId()).toBe('user_1');
    expect(service.received.at(-1)?.authorization).toBe('Bearer sk_live_spaces');
    setKeys({ ...spaced, CLERK_JWT_KEY: `\n${service.jwtKey}\n\n` });
    expect(await userId()).toBe('user_1');
  });

  it.each(Object.keys(keys))('does not start with quotes around %s, and says so', async (name) => {
    for (const quote of ['"', "'"]) {
      const value = keys[name as keyof typeof keys] || services().service.jwtKey;
      setKeys({ ...keys, [name]: `${quote}${value}${quote}` });
      await expect((async () => start())()).rejects.toThrow(/quotes/);
    }
  });

  it.each([
    ['ACME_SECRET_KEY_UNUSUAL', { CLERK_SECRET_KEY: 'hello' }],
    ['ACME_KEYS_DIFFER', { CLERK_SECRET_KEY: 'sk_test_keys' }],
  ])('gives the warning %s at the first request at the latest, and answers all the same', async (code, given) => {
    const codes = warningCodes();
    setKeys({ ...keys, ...given });
    expect((await get(`${await start()}/who`)).status).toBe(200);
    expect(codes).toContain(code);
  });
}
