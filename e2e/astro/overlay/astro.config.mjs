import node from '@astrojs/node';
import clerk from '@clerk/astro';
import { defineConfig, passthroughImageService } from 'astro/config';
import { fileURLToPath } from 'node:url';

const source = (name) => fileURLToPath(new URL(`src/${name}`, import.meta.url));

export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'standalone' }),
  integrations: [clerk()],
  image: { service: passthroughImageService() },
  security: { allowedDomains: [{ hostname: 'localhost' }] },
  vite: {
    resolve: {
      alias: {
        '#server': source('swap/server.ts'),
        '#webhooks': source('swap/webhooks.ts'),
        'example-pages': source('example-pages.ts'),
      },
    },
  },
});
