// What an application may do: it declares a part of the runtime configuration itself.
export default defineNuxtConfig({
  modules: ['@acme/nuxt'],
  compatibilityDate: '2025-11-01',
  telemetry: false,
  devtools: { enabled: false },
  runtimeConfig: { clerk: { secretKey: '' } },
  nitro: { preset: process.env.TEST_PRESET ?? 'node-server', output: { dir: process.env.TEST_OUTPUT ?? '.output' } },
});
