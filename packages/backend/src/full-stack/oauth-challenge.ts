import { parsePublishableKey } from '../publishable-key.js';
import type { SignedInState, SignedOutState } from '../request/request-state.js';

/**
 * The value of `WWW-Authenticate` for who needs an OAuth access token: where it is described how to get one.
 * @returns undefined if the publishable key is not known
 * @see RFC 9728 section 5.1
 */
export function oauthChallenge({ publishableKey }: SignedInState | SignedOutState): string | undefined {
  const { frontendApi } = parsePublishableKey(publishableKey) ?? {};
  if (frontendApi === undefined) return undefined;
  const origin = frontendApi.startsWith('http') ? frontendApi : `https://${frontendApi}`;
  return `Bearer resource_metadata="${origin}/.well-known/oauth-protected-resource"`;
}
