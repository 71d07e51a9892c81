import node from '@astrojs/node';
import { defineConfig, passthroughImageService } from 'astro/config';
import { fileURLToPath } from 'node:url';

export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'standalone' }),
  image: { service: passthroughImageService() },
  security: { allowedDomains: [{ hostname: 'localhost' }] },
  vite: {
    resolve: { alias: { 'example-pages': fileURLToPath(new URL('src/example-pages.ts', import.meta.url)) } },
  },
});
