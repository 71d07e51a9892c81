import type { ObservedStore } from '../observer.js';
import { warn } from './warn.js';

const options: Readonly<Record<ObservedStore, string>> = {
  revocations: 'revocations',
  reads: 'cache',
  machine_tokens: 'machineTokenCache',
  keys: 'keyStore',
  proofs: 'dpop',
};

/**
 * Tells the operator that a store of the application has failed: what was asked of it is decided without it, so nobody else would notice.
 * @param errorType - low in number; never a message, which may quote an address with a password
 */
export function warnOfStore(store: ObservedStore, errorType: string): void {
  warn(
    'ACME_STORE_FAILED',
    store,
    `The store of the option \`${options[store]}\` failed (${errorType}). Requests are decided without it; check the store and its connection.`,
  );
}
