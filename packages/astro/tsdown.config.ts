import { defineConfig } from 'tsdown';
import { base } from '../../tsdown.base.js';

export default defineConfig(
  base({
    entry: { server: 'src/server.ts', webhooks: 'src/webhooks.ts', env: 'src/env.ts' },
    // Astro has no CommonJS form.
    format: ['esm'],
    // Astro writes into a file what the file names, so each stays as it is.
    unbundle: true,
    external: [/^astro:/],
  }),
);
