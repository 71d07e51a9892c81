import { fileURLToPath } from 'node:url';
import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
  ],
  resolve: { alias: { '#server': fileURLToPath(new URL('app/swap/server.server.ts', import.meta.url)) } },
  build: { target: 'es2022' },
  // The columns load them when the app starts.
  ssr: { external: ['@acme/remix', '@clerk/remix'] },
});
