/** The part of Nitro's own module that is used. */
declare module 'nitropack/runtime' {
  export function useRuntimeConfig(): { readonly clerk?: unknown; readonly public?: unknown };
}
