import { defineConfig, mergeConfig } from 'vitest/config';
import { allPackages } from '../../packages/upgrade/ranges.config.js';
import { base } from '../../vitest.base.js';

// The sources of the upgrade command, whose findings the documentation explains, need what its build defines.
export default mergeConfig(base, defineConfig({ define: { __OUR_PACKAGES__: JSON.stringify(allPackages) } }));
