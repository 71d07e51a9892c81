import cloudflare from '@astrojs/cloudflare';
import { defineConfig, passthroughImageService } from 'astro/config';

export default defineConfig({
  output: 'server',
  outDir: 'dist/workerd',
  // Pages are prerendered in Node.js, so that no worker runs while the application is built.
  adapter: cloudflare({ imageService: 'custom', prerenderEnvironment: 'node' }),
  srcDir: '../app/src',
  publicDir: '../app/public',
  image: { service: passthroughImageService() },
  devToolbar: { enabled: false },
  session: { driver: 'memory' },
  // The build for Node.js keeps files for another runtime.
  vite: { cacheDir: 'node_modules/.vite-workerd' },
  logLevel: 'warn',
});
