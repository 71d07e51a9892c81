import { defineConfig } from 'tsdown';
import { base } from '../../tsdown.base.js';
import { publishedPackages } from './ranges.config.js';

// A command, not a library: one format, and no declarations.
const options = base({ entry: { cli: 'src/cli.ts' }, format: ['esm'], dts: false });

export default defineConfig({
  ...options,
  define: { ...options.define, __OUR_PACKAGES__: JSON.stringify(publishedPackages) },
});
