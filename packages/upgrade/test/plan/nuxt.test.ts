import { describe, expect, it } from 'vitest';
import { manifest, planProject } from '../planned-project.js';

const configuration = `export default defineNuxtConfig({
  modules: ['@nuxt/ui', '@clerk/nuxt'],
  clerk: { skipServerMiddleware: true },
});
`;
const middleware = `import { clerkMiddleware } from '@clerk/nuxt/server';
export default clerkMiddleware((event) => {
  if (event.path.startsWith('/api/private') && !event.context.auth().userId) throw createError({ statusCode: 401 });
});
`;
const route = `import { clerkClient } from '@clerk/nuxt/server';
export default defineEventHandler((event) => clerkClient(event).users.getUserList());
`;
const hook = `import { verifyWebhook } from '@clerk/nuxt/webhooks';
export default defineEventHandler(async (event) => (await verifyWebhook(event)).type);
`;
const page = `<script setup lang="ts">
const { userId } = useAuth();
</script>

<template><UserButton v-if="userId" /></template>
`;
const whole = {
  'package.json': manifest({ '@clerk/nuxt': '^2.6.0', nuxt: '^4.2.0' }),
  'nuxt.config.ts': configuration,
  'server/middleware/clerk.ts': middleware,
  'server/api/users.ts': route,
  'server/api/hook.post.ts': hook,
  'app/pages/index.vue': page,
};

describe('a project with Nuxt', () => {
  it('gets our server half, keeps the official module, and gets a finding about it', async () => {
    const { files, dependencies, findings, placesOf } = await planProject(whole);
    expect(files['server/middleware/clerk.ts']).toBe(middleware.replace('@clerk', '@acme'));
    expect(files['server/api/users.ts']).toBe(route.replace('@clerk', '@acme'));
    expect(files['server/api/hook.post.ts']).toBe(hook.replace('@clerk', '@acme'));
    expect([files['nuxt.config.ts'], files['app/pages/index.vue']]).toEqual([configuration, page]);
    expect(Object.keys(dependencies)).toEqual(['@clerk/nuxt', '@acme/nuxt', 'nuxt']);
    expect(placesOf('nuxt-module')).toEqual(["nuxt.config.ts:2 '@clerk/nuxt'"]);
    expect(findings).toHaveLength(1);
  });

  it('has the same bytes after the way back, and after a second run', async () => {
    const there = await planProject(whole);
    expect((await planProject(there.files)).files).toEqual(there.files);
    const back = await planProject(there.files, { target: 'clerk' });
    expect(back.files).toEqual(whole);
    expect(back.findings).toEqual([]);
  });

  it('loses the official package once somebody has replaced its module', async () => {
    const ours = { ...whole, 'nuxt.config.ts': configuration.replace('@clerk/nuxt', '@acme/nuxt') };
    const there = await planProject(ours);
    expect(Object.keys(there.dependencies)).toEqual(['@acme/nuxt', 'nuxt']);
    expect(there.findings).toEqual([]);
    const back = await planProject(there.files, { target: 'clerk' });
    expect(back.files).toEqual(whole);
  });

  it('names our module on the way back if the official one is beside it', async () => {
    const both = { ...whole, 'nuxt.config.ts': configuration.replace("'@clerk/nuxt'", "'@acme/nuxt', '@clerk/nuxt'") };
    const { files } = await planProject(both);
    const back = await planProject(files, { target: 'clerk' });
    expect(back.files['nuxt.config.ts']).toBe(both['nuxt.config.ts']);
    expect(back.placesOf('name-elsewhere')).toEqual(["nuxt.config.ts:2 '@acme/nuxt'"]);
  });
});
