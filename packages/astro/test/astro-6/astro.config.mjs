import node from '@astrojs/node';
import { defineConfig, passthroughImageService } from 'astro/config';

export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'middleware' }),
  srcDir: '../app/src',
  publicDir: '../app/public',
  image: { service: passthroughImageService() },
  devToolbar: { enabled: false },
  // What is tested is what the middleware does.
  security: { checkOrigin: false },
  session: { driver: 'memory' },
  logLevel: 'warn',
});
