import type { Environment } from '@acme/backend/adapter';

/** What Vite replaces in a file that it bundles, and no other bundler or runtime has. */
interface ImportMetaWithEnv {
  readonly env?: Environment;
}

/**
 * The public variables that the application was built with; none where this package is not part of the build. Astro writes into a file that
 * reads them in this way every variable that the file names, so this one must name no secret.
 */
export const inlined: Environment = (import.meta as ImportMetaWithEnv).env ?? {};
