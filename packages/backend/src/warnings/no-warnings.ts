import type * as operatorWarnings from './operator-warnings.js';

// In the edge runtime of Next.js, whose middleware must be small.

/** Watches nothing. */
export const keyWatchOf = (): undefined => undefined;
/** Says nothing. */
export const warnOfKeys: typeof operatorWarnings.warnOfKeys = () => undefined;
/** Says nothing. */
export const warnOfStore: typeof operatorWarnings.warnOfStore = () => undefined;
