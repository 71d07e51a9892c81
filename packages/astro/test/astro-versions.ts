import { join } from 'node:path';

/** The versions of Astro that the package is tested with. Both build the same application. */
export const majors = [5, 6] as const;

/** A major version of Astro. */
export type Major = (typeof majors)[number];

/** Where each version is installed, has its configuration and writes what it builds. */
export const folders = {
  5: join(import.meta.dirname, 'app'),
  6: join(import.meta.dirname, 'astro-6'),
} as const satisfies Record<Major, string>;
