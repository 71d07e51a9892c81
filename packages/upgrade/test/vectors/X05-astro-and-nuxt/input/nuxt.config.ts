export default defineNuxtConfig({
  modules: ['@nuxt/ui', ['@clerk/nuxt', { skipServerMiddleware: true }]],
  vite: { optimizeDeps: { include: ['@clerk/nuxt'] } },
});
