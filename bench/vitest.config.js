import { defineConfig } from 'vitest/config';
import { base } from '../vitest.base.js';

// The scripts here are JavaScript, and so are their tests.
export default defineConfig({ test: { ...base.test, include: ['test/*.test.js'] } });
