import { parsePublishableKey } from '../publishable-key.js';
import { bearerChallenge } from '../request/bearer-challenge.js';
import type { SignedInState, SignedOutState } from '../request/request-state.js';

/**
 * The value of `WWW-Authenticate` for who needs an OAuth access token: where it is described how to get one.
 * @param scopes - that the route asks for. Default: none
 * @returns undefined if the publishable key is not known
 * @see RFC 9728 section 5.1
 */
export function oauthChallenge(
  { publishableKey }: SignedInState | SignedOutState,
  scopes?: readonly string[],
): string | undefined {
  const { frontendApi } = parsePublishableKey(publishableKey) ?? {};
  if (frontendApi === undefined) return undefined;
  const origin = frontendApi.startsWith('http') ? frontendApi : `https://${frontendApi}`;
  return bearerChallenge({ scopes, metadataUrl: `${origin}/.well-known/oauth-protected-resource` });
}
