import { reactRouter } from '@react-router/dev/vite';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const swap = (name: string) => fileURLToPath(new URL(`app/swap/${name}.server.ts`, import.meta.url));

export default defineConfig({
  plugins: [reactRouter()],
  resolve: { alias: { '#server': swap('server'), '#webhooks': swap('webhooks') } },
  build: { target: 'es2022' },
  // The columns load them when the app starts.
  ssr: { external: ['@acme/react-router', '@clerk/react-router'] },
});
