import { defineConfig } from 'tsdown';
import { base } from '../../tsdown.base.js';

export default defineConfig(
  base({
    entry: { server: 'src/server.ts', webhooks: 'src/webhooks.ts', errors: 'src/errors.ts' },
    // Bundlers leave out whole files only: an edge middleware gets nothing of what pages and route handlers need.
    unbundle: true,
  }),
);
