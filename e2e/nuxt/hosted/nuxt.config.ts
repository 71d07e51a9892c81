import { fileURLToPath } from 'node:url';

export default defineNuxtConfig({
  modules: ['@acme/nuxt'],
  compatibilityDate: '2025-11-01',
  alias: { 'example-pages': fileURLToPath(new URL('example-pages.ts', import.meta.url)) },
});
