import { fileURLToPath } from 'node:url';
import node from '@astrojs/node';
import clerk from '@clerk/astro';
import { defineConfig, passthroughImageService } from 'astro/config';

const subject = process.env.BENCH_SUBJECT ?? 'bare';

export default defineConfig({
  output: 'server',
  outDir: `./dist/${subject}`,
  adapter: node({ mode: 'middleware' }),
  image: { service: passthroughImageService() },
  // The middleware of the official package needs its integration.
  integrations: subject === 'official' ? [clerk()] : [],
  vite: {
    resolve: {
      alias: { 'bench-subject': fileURLToPath(new URL(`subjects/${subject}.js`, import.meta.url)) },
    },
  },
});
