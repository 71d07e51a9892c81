import { defineConfig, mergeConfig } from 'vitest/config';
import { base } from '../vitest.base.js';

export default mergeConfig(
  base,
  defineConfig({
    test: {
      // Two files at a time, because their tests mostly wait for pages. Files share the modules they import, of which the browser's is large.
      maxWorkers: 2,
      maxConcurrency: 8,
      isolate: false,
      // The official client half and the components load pages by themselves, at moments that nobody can wait for: see docs/decisions/0019.
      retry: 1,
    },
  }),
);
