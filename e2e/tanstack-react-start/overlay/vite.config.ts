import { tanstackStart } from '@tanstack/react-start/plugin/vite';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const source = (name: string) => fileURLToPath(new URL(`src/${name}`, import.meta.url));

export default defineConfig({
  plugins: [tanstackStart()],
  resolve: {
    alias: {
      '#server': source('swap/server-half.ts'),
      '#webhooks': source('swap/webhooks.ts'),
      'example-pages': source('example-pages.ts'),
    },
  },
  // The columns load them when the app starts.
  ssr: { external: ['@acme/tanstack-react-start'] },
  preview: { port: Number(process.env['PORT'] ?? 3000), strictPort: true },
});
