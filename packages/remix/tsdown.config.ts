import { defineConfig } from 'tsdown';
import { base } from '../../tsdown.base.js';

export default defineConfig(
  base({
    entry: { 'ssr.server': 'src/ssr.server.ts', 'api.server': 'src/api.server.ts', webhooks: 'src/webhooks.ts' },
  }),
);
