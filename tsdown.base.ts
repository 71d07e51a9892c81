import { readFileSync } from 'node:fs';
import type { UserConfig } from 'tsdown';

/** Version of the package that is being built. */
function packageVersion(): string {
  const packageJson = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
  return packageJson.version;
}

/** Build settings every published package shares: ESM and CJS, each with its own declaration files. */
export function base(options: UserConfig): UserConfig {
  return {
    format: ['esm', 'cjs'],
    platform: 'node',
    target: 'node20',
    dts: true,
    // `.js` and `.cjs`, whatever the platform.
    fixedExtension: false,
    // White space is read at every start of a process; names are worth their bytes in a stack trace.
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
    checks: { pluginTimings: false },
    define: { __PACKAGE_VERSION__: JSON.stringify(packageVersion()) },
    ...options,
  };
}
