/** The part of Nitro's own module that is used. */
declare module 'nitropack/runtime' {
  export function useRuntimeConfig(): import('../runtime-config.js').RuntimeConfig;
}
