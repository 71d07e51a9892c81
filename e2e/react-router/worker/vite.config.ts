import { reactRouter } from '@react-router/dev/vite';
import { defineConfig } from 'vite';

// As for Cloudflare Workers: one module, for the platform's own interfaces.
const conditions = ['workerd', 'worker', 'browser', 'module', 'production', 'import'];

export default defineConfig({
  plugins: [reactRouter()],
  environments: {
    ssr: {
      build: {
        target: 'es2022',
        rollupOptions: {
          input: './workers/app.ts',
          external: ['cloudflare:workers'],
          output: { inlineDynamicImports: true },
        },
      },
      resolve: { noExternal: true, conditions, externalConditions: conditions },
    },
  },
  ssr: { target: 'webworker' },
});
