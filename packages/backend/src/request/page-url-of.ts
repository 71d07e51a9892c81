import { publicOrigin, publicUrl } from './public-origin.js';
import type { RequestHead } from './request-head.js';
import type { SignedInState, SignedOutState } from './request-state.js';
import { trustedHostsOf } from './state.js';

/**
 * The URL of a request as the browser sees it: forwarded headers are applied, as far as the options with which the state was decided
 * trust them. Only the origin comes from headers.
 */
export function publicUrlOf(state: SignedInState | SignedOutState, head: RequestHead): URL {
  return publicUrl(head, publicOrigin(head, trustedHostsOf(state)));
}

/** The same without the parameters of the protocol: the address to which somebody returns after signing in. */
export function pageUrlOf(state: SignedInState | SignedOutState, head: RequestHead): URL {
  const page = publicUrlOf(state, head);
  for (const name of [...page.searchParams.keys()]) if (name.startsWith('__clerk_')) page.searchParams.delete(name);
  return page;
}
