import { withEnvironment } from 'testing';
import { expect, it, vi } from 'vitest';
import { createClerkClient } from '../../src/clerk-client.js';
import type { ClerkOptions } from '../../src/options.js';

const names = ['VERCEL_TARGET_ENV', 'VERCEL_PROJECT_PRODUCTION_URL', 'CLERK_DISABLE_AUTO_PROXY'] as const;
type Variables = Readonly<Partial<Record<(typeof names)[number], string>>>;

const production = { VERCEL_TARGET_ENV: 'production', VERCEL_PROJECT_PRODUCTION_URL: 'app.vercel.app' };
const keys = { publishableKey: `pk_live_${btoa('clerk.example.com$')}`, secretKey: 'sk_live_automatic_proxy' };

async function proxyUrlWith(variables: Variables, options: ClerkOptions = {}) {
  withEnvironment({ ...Object.fromEntries(names.map((name) => [name, undefined])), ...variables });
  const { proxyUrl } = await createClerkClient({ ...keys, ...options }).authenticateRequest(
    new Request('https://app.example.com/'),
  );
  return proxyUrl;
}

it.each<readonly [variables: Variables]>([
  [production],
  [{ ...production, VERCEL_PROJECT_PRODUCTION_URL: 'https://app.vercel.app' }],
  [{ ...production, VERCEL_PROJECT_PRODUCTION_URL: 'http://app.vercel.app/' }],
  [{ ...production, VERCEL_PROJECT_PRODUCTION_URL: 'app.vercel.app:443/path' }],
  [{ ...production, CLERK_DISABLE_AUTO_PROXY: 'false' }],
])('a production deployment without its own domain is its proxy: %j', async (variables) => {
  expect(await proxyUrlWith(variables)).toBe('https://app.example.com/__clerk');
});

it.each<readonly [variables: Variables, options: ClerkOptions]>([
  [{}, {}],
  [{ VERCEL_TARGET_ENV: 'production' }, {}],
  [{ ...production, VERCEL_TARGET_ENV: 'preview' }, {}],
  [{ ...production, CLERK_DISABLE_AUTO_PROXY: '1' }, {}],
  [{ ...production, CLERK_DISABLE_AUTO_PROXY: 'true' }, {}],
  [{ ...production, VERCEL_PROJECT_PRODUCTION_URL: 'app.example.com' }, {}],
  [{ ...production, VERCEL_PROJECT_PRODUCTION_URL: 'app.example.com/.vercel.app' }, {}],
  [{ ...production, VERCEL_PROJECT_PRODUCTION_URL: '.vercel.app.example.com' }, {}],
  [{ ...production, VERCEL_PROJECT_PRODUCTION_URL: 'xhttps://app.vercel.app' }, {}],
  [production, { domain: 'app.example.com' }],
  [
    production,
    { publishableKey: `pk_test_${btoa('live_.clerk.accounts.dev$')}`, secretKey: 'sk_test_automatic_proxy' },
  ],
])('every other one is not: %j %j', async (variables, options) => {
  expect(await proxyUrlWith(variables, options)).toBe('');
});

it('the option comes first', async () => {
  expect(await proxyUrlWith(production, { proxyUrl: 'https://proxy.example' })).toBe('https://proxy.example');
});

it('a runtime without variables has none', async () => {
  withEnvironment(production);
  const clerk = createClerkClient(keys);
  vi.stubGlobal('process', undefined);
  const deciding = clerk.authenticateRequest(new Request('https://app.example.com/'));
  vi.unstubAllGlobals();
  expect((await deciding).proxyUrl).toBe('');
});
