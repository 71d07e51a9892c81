import { tanstackStart } from '@tanstack/react-start/plugin/vite';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const subject = process.env['BENCH_SUBJECT'] ?? 'bare';

export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'error',
  plugins: [tanstackStart()],
  resolve: { alias: { '#subject': fileURLToPath(new URL(`subjects/${subject}.js`, import.meta.url)) } },
  build: { outDir: `dist/${subject}` },
});
