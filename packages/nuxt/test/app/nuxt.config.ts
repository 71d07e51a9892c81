// What an application may do: it declares a part of the runtime configuration itself, and caches answers.
export default defineNuxtConfig({
  modules: ['@acme/nuxt'],
  compatibilityDate: '2025-11-01',
  telemetry: false,
  devtools: { enabled: false },
  runtimeConfig: { clerk: { secretKey: '' } },
  routeRules: {
    '/api/cached/swr-rule': { swr: 600 },
    '/api/cached/cache-rule': { cache: { maxAge: 600 } },
    '/api/cached/isr': { isr: 600 },
    '/api/cached/shared': { headers: { 'cache-control': 'public, s-maxage=600', 'cdn-cache-control': 'max-age=600' } },
    '/kept': { swr: 600 },
    '/prerendered': { prerender: true },
  },
  nitro: { preset: process.env.TEST_PRESET ?? 'node-server', output: { dir: process.env.TEST_OUTPUT ?? '.output' } },
});
