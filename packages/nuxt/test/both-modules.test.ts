import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineNuxtModule, loadNuxt } from 'nuxt/kit';
import type { NuxtModule, NuxtOptions } from 'nuxt/schema';
import { atTheEnd } from 'testing';
import { expect, it } from 'vitest';
import clerkModule, { type ModuleOptions } from '../src/module.js';

/** In the place of the official module, which the browser tests have: what counts is that it is there, and that options are for both. */
const official = defineNuxtModule({ meta: { name: '@clerk/nuxt', configKey: 'clerk' } });

/** Loads an application with these modules and ours. @param clerk - our options */
async function load(others: readonly NuxtModule[], clerk: ModuleOptions): Promise<NuxtOptions> {
  const cwd = mkdtempSync(join(tmpdir(), 'both-modules-'));
  atTheEnd(() => rmSync(cwd, { recursive: true, force: true }));
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(
    realpathSync(join(import.meta.dirname, '../node_modules/nuxt')),
    join(cwd, 'node_modules/nuxt'),
    'junction',
  );
  const runtimeConfig = { clerk: { secretKey: 'declared' } };
  const modules: NuxtOptions['modules'] = [...others, [clerkModule, clerk]];
  const nuxt = await loadNuxt({ cwd, overrides: { modules, runtimeConfig } });
  atTheEnd(() => nuxt.close());
  return nuxt.options;
}

const appearance = { variables: { colorPrimary: 'red' } };

it('stores the runtime configuration beside the official module, whose options have other names, too', async () => {
  const { runtimeConfig, serverHandlers } = await load([official], {
    skipServerMiddleware: true,
    signInUrl: '/sign-in',
    appearance,
  });
  expect(runtimeConfig).toMatchObject({
    clerk: { secretKey: 'declared', apiUrl: '' },
    public: { clerk: { signInUrl: '/sign-in', appearance } },
  });
  expect(serverHandlers).toEqual([]);
});

it('is an error if both would authenticate', async () => {
  await expect(load([official], {})).rejects.toMatchObject({
    code: 'options_contradictory',
    message: expect.stringContaining('skipServerMiddleware: true') as string,
  });
});

it('takes no other names where it is alone', async () => {
  await expect(load([], { skipServerMiddleware: true, appearance })).rejects.toMatchObject({
    code: 'option_unknown',
  });
});
