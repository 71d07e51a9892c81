import node from '@astrojs/node';
import { defineConfig, passthroughImageService } from 'astro/config';

export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'standalone' }),
  // It has no images to change, so that it needs no library for that.
  image: { service: passthroughImageService() },
  // The hosts that the server goes by. Astro refuses forms of other sites, and believes no other host to be its own.
  security: { allowedDomains: [{ hostname: 'localhost' }] },
});
