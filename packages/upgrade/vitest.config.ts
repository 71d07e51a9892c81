import { defineConfig, mergeConfig } from 'vitest/config';
import { base } from '../../vitest.base.js';
import { packageRanges } from './ranges.config.js';

export default mergeConfig(base, defineConfig({ define: { __PACKAGE_RANGES__: JSON.stringify(packageRanges) } }));
