import type { RequestHead } from '../request/request-head.js';

/** Request headers that carry the state from the middleware to the application, under the names of the official packages. */
export const officialHeader = {
  status: 'x-clerk-auth-status',
  token: 'x-clerk-auth-token',
  signature: 'x-clerk-auth-signature',
  message: 'x-clerk-auth-message',
  reason: 'x-clerk-auth-reason',
  url: 'x-clerk-clerk-url',
} as const;

/** The one of ours: the whole state, signed. */
export const sealHeader = 'x-acme-auth-state';

/**
 * Every request header by which a state is handed over. A middleware deletes them from what the client sent before it adds its own: one
 * that it does not set would be the client's. `x-clerk-request-data` is set by no package of ours, but the official ones read it.
 */
export const stateHeaderNames: readonly string[] = [
  ...Object.values(officialHeader),
  'x-clerk-request-data',
  sealHeader,
];

/** Headers by which a client says who it is. */
const credentialHeaders: readonly string[] = ['authorization', 'cookie'];

/** What a client says who it is, for a signature. */
export const credentialsOf = (header: RequestHead['header']): readonly string[] =>
  credentialHeaders.map((name) => header(name) ?? '');
