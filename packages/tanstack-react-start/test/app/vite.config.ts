import { tanstackStart } from '@tanstack/react-start/plugin/vite';
import { defineConfig } from 'vite';

const conditions = ['workerd', 'worker', 'browser', 'module', 'production', 'import'];

/** Cloudflare Workers get one module, for the platform's own interfaces. */
const worker = {
  build: { outDir: 'dist/workerd' },
  environments: {
    ssr: {
      build: {
        rollupOptions: { external: ['cloudflare:workers', /^node:/], output: { codeSplitting: false } },
      },
      resolve: { noExternal: true as const, conditions, externalConditions: conditions },
    },
  },
  ssr: { target: 'webworker' as const },
};

export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  logLevel: 'error',
  plugins: [tanstackStart()],
  ...(mode === 'workerd' && worker),
}));
