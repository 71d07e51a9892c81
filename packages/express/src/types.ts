// Types only; the module is empty at run time, so that an import which is not type-only does no harm.
export type * from '@acme/backend';
export type * from '@acme/backend/types';
export type * from './clerk-middleware-options.js';
