import { defineConfig, mergeConfig } from 'vitest/config';
import { base } from '../../vitest.base.js';
import { allPackages } from './ranges.config.js';

export default mergeConfig(base, defineConfig({ define: { __OUR_PACKAGES__: JSON.stringify(allPackages) } }));
