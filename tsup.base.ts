import type { Options } from 'tsup';

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
    ...options,
  };
}
