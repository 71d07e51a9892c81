import { defineConfig } from 'tsdown';
import { base } from '../../tsdown.base.js';

export default defineConfig(
  // `require(…).default` and `require(…).name`, as the legacy SDK had it.
  base({ entry: { index: 'src/index.ts', instance: 'src/instance.ts' }, outputOptions: { exports: 'named' } }),
);
