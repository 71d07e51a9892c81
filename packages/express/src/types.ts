// Types only; the module is empty at run time, so that an import which is not type-only does no harm.
export type * from '@acme/backend';
export type * from '@acme/backend/types';
export type { AuthenticateRequestParams } from './authenticate-request.js';
export type { ClerkMiddlewareOptions, ClerkMiddlewareOptionsCallback } from './clerk-middleware.js';
export type { ExpressRequestWithAuth } from './index.js';
