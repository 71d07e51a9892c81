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
    // Bytes are read at every start of a process; names of functions and classes are worth theirs in a stack trace.
    minify: {
      compress: true,
      mangle: { toplevel: false, keepNames: true },
      codegen: { removeWhitespace: true },
    },
    // No comments that say which source file a piece comes from: declarations are half of what is installed.
    inputOptions: { experimental: { attachDebugInfo: 'none' } },
    checks: { pluginTimings: false },
    define: { __PACKAGE_VERSION__: JSON.stringify(packageVersion()) },
    ...options,
  };
}
