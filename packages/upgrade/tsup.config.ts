import { defineConfig } from 'tsup';
import { base } from '../../tsup.base.js';

// A command, not a library: one format, and no declarations.
export default defineConfig(base({ entry: { cli: 'src/cli.ts' }, format: ['esm'], dts: false }));
