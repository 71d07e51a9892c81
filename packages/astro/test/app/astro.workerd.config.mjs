import cloudflare from '@astrojs/cloudflare';
import { defineConfig, passthroughImageService } from 'astro/config';

export default defineConfig({
  output: 'server',
  outDir: 'dist/workerd',
  adapter: cloudflare({ platformProxy: { enabled: false } }),
  image: { service: passthroughImageService() },
  devToolbar: { enabled: false },
  session: { driver: 'memory' },
  logLevel: 'warn',
});
