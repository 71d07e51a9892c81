import { tanstackStart } from '@tanstack/react-start/plugin/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [tanstackStart()],
  preview: { port: Number(process.env['PORT'] ?? 3000), strictPort: true },
});
