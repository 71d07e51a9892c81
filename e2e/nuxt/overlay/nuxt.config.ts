import { fileURLToPath } from 'node:url';

const source = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export default defineNuxtConfig({
  modules: ['@clerk/nuxt', '@acme/nuxt'],
  // The middleware of the column is in `server/middleware`.
  clerk: { skipServerMiddleware: true },
  compatibilityDate: '2025-11-01',
  alias: {
    '#server': source('server/swap/server-half.ts'),
    '#webhooks': source('server/swap/webhooks.ts'),
    'example-pages': source('example-pages.ts'),
  },
});
