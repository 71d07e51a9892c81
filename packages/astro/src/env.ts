import type { ClerkLocals } from './set-locals.js';

declare global {
  // Astro declares what is in `locals` in this namespace.
  namespace App {
    // What clerkMiddleware() adds.
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface Locals extends ClerkLocals {}
  }
}
