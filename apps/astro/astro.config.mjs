import node from '@astrojs/node';
import { defineConfig } from 'astro/config';

export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'standalone' }),
  // The hosts that the server goes by. Astro refuses forms of other sites, and believes no other host to be its own.
  security: { allowedDomains: [{ hostname: 'localhost' }] },
});
