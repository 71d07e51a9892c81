import type { SignedInState, SignedOutState } from '../request/request-state.js';

/** Reasons for which a page is redirected to look up the session. A request for data cannot be, and counts as signed out for the same reason. */
const reasons: ReadonlySet<string> = new Set([
  'active-organization-mismatch',
  'client-uat-but-no-session-token',
  'dev-browser-missing',
  'dev-browser-sync',
  'satellite-needs-syncing',
  'session-token-but-no-client-uat',
  'session-token-iat-before-client-uat',
  'session-token-iat-before-revocation',
  'session-token-iat-in-the-future',
  'session-token-nbf',
]);

/**
 * Whether somebody may be signed in although the state says signed out: a request for a page would be redirected to look up the session
 * (handshake), and a request for data was not. Loading the page finds out.
 */
export function isRenewable({ isAuthenticated, reason, unavailability }: SignedInState | SignedOutState): boolean {
  if (isAuthenticated || unavailability || reason === null) return false;
  return reasons.has(reason) || reason.startsWith('session-token-expired');
}
