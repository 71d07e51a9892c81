/** The part of Nitro's own module that is used. */
declare module 'nitropack/runtime' {
  import type { RuntimeConfig } from '../runtime-config.js';

  export function useRuntimeConfig(): RuntimeConfig;
}
