export default defineNuxtConfig({
  modules: ['@acme/nuxt'],
  compatibilityDate: '2025-11-01',
});
