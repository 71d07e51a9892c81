import * as declared from 'astro:env/client';

/**
 * Whether the application has the integration of the official client package, whose scripts read the state from the page. The integration
 * declares its variables, and this is one that nobody else declares.
 */
export const hasClientHalf = 'PUBLIC_CLERK_KEYLESS_DISABLED' in declared;
