/** Modules that Astro makes for each application. */
declare module 'astro:env/server' {
  /** The variable as it is when the application runs; in development also from a file `.env`. */
  export const getSecret: (name: string) => string | undefined;
}

declare module 'astro:env/client';
