import { defineConfig, mergeConfig } from 'vitest/config';
import { base } from '../../vitest.base.js';

// Test files share the modules they import, which takes less time than to load them anew for each file; they keep nothing for the process.
export default mergeConfig(base, defineConfig({ test: { isolate: false } }));
