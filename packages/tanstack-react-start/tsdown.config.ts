import { defineConfig } from 'tsdown';
import { base } from '../../tsdown.base.js';

export default defineConfig(
  base({
    entry: { server: 'src/server.ts', webhooks: 'src/webhooks.ts' },
    // TanStack Start has no CommonJS form.
    format: ['esm'],
    // The compiler of TanStack Start works on whole files, and bundlers leave out whole files only.
    unbundle: true,
  }),
);
