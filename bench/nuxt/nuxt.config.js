const subject = process.env.BENCH_SUBJECT ?? 'bare';
const modules = { ours: ['@acme/nuxt'], official: ['@clerk/nuxt'] };

export default {
  modules: modules[subject] ?? [],
  buildDir: `.nuxt/${subject}`,
  nitro: { output: { dir: `.output/${subject}` } },
  compatibilityDate: '2025-11-01',
};
