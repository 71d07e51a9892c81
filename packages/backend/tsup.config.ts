import { defineConfig } from 'tsup';
import { base } from '../../tsup.base.js';

export default defineConfig(
  base({
    entry: {
      index: 'src/index.ts',
      errors: 'src/errors.ts',
      jwt: 'src/jwt.ts',
      internal: 'src/internal.ts',
      webhooks: 'src/webhooks.ts',
      proxy: 'src/proxy.ts',
      wire: 'src/wire.ts',
      endpoints: 'src/endpoints.ts',
      adapter: 'src/adapter.ts',
      'node-http': 'src/node-http.ts',
      'crypto/node': 'src/crypto/node.ts',
      'crypto/web': 'src/crypto/web.ts',
      'transport/node': 'src/rest/transport/node.ts',
      'transport/fetch': 'src/rest/transport/fetch.ts',
    },
    // Resolved by the runtime through package.json `imports`.
    external: ['#crypto', '#transport'],
  }),
);
