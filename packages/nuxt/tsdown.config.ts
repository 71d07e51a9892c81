import { defineConfig } from 'tsdown';
import { base } from '../../tsdown.base.js';

export default defineConfig(
  base({
    entry: {
      module: 'src/module.ts',
      server: 'src/server.ts',
      webhooks: 'src/webhooks.ts',
      'runtime/server-middleware': 'src/runtime/server-middleware.ts',
      'runtime/checking-server-plugin': 'src/runtime/checking-server-plugin.ts',
      'runtime/server-plugin': 'src/runtime/server-plugin.ts',
    },
    // Nuxt has no CommonJS form.
    format: ['esm'],
    // Nitro provides it where the application is built.
    deps: { neverBundle: ['nitropack/runtime'] },
  }),
);
