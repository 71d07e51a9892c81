import { readFileSync } from 'node:fs';
import type { Options } from 'tsup';

/** Version of the package that is being built. */
function packageVersion(): string {
  const packageJson = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
  return packageJson.version;
}

/** Build settings every published package shares: ESM and CJS, each with its own declaration files. */
export function base(options: Options): Options {
  return {
    format: ['esm', 'cjs'],
    target: 'node20',
    dts: true,
    // One module instance per format: two doors of a package must agree on their classes and caches.
    splitting: true,
    treeshake: false,
    sourcemap: false,
    clean: true,
    define: { __PACKAGE_VERSION__: JSON.stringify(packageVersion()) },
    ...options,
  };
}
