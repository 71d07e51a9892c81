/** The part of the platform's own module that is used. */
declare module 'cloudflare:workers' {
  export const env: Readonly<Record<string, unknown>> | undefined;
}
