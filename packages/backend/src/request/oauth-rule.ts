import type { AuthObject } from './auth-object.js';
import { audiencesOf, resourceMetadataUrl } from './check-resource.js';
import type { ProtectOptions } from './protect-options.js';
import type { ChallengeRule } from './token-challenge.js';

/** What a route asks of an OAuth access token. */
export interface OAuthRule extends ChallengeRule {
  /** The error of a token that does not suffice. */
  readonly check: (auth: AuthObject) => 'invalid_token' | 'insufficient_scope' | undefined;
}

/** An access token names its client, its subject and itself. @see RFC 9068 section 2.2 */
const isComplete = ({ id, subject, clientId }: { id: string; subject: string; clientId: string }) =>
  id !== '' && subject !== '' && clientId !== '';

/**
 * The rule of a route that takes OAuth access tokens for one server, with some scopes, or with a proof of their key.
 * @returns undefined if the route asks for none of these
 */
export function oauthRule({ resource, scopes: given, dpop }: ProtectOptions): OAuthRule | undefined {
  if (resource === undefined && given === undefined && !dpop) return undefined;
  const scopes = given === undefined ? [] : [given].flat();
  const audiences = resource === undefined ? undefined : audiencesOf(resource);
  return {
    scopes,
    metadataUrl: resource === undefined ? undefined : resourceMetadataUrl(resource),
    isProofRequired: dpop,
    check: (auth) => {
      if (auth.tokenType !== 'oauth_token' || !auth.isAuthenticated) return 'invalid_token';
      if (dpop && auth.jkt === undefined) return 'invalid_token';
      if (audiences && !(isComplete(auth) && auth.aud?.some((value) => audiences.includes(value))))
        return 'invalid_token';
      return scopes.every((scope) => auth.scopes.includes(scope)) ? undefined : 'insufficient_scope';
    },
  };
}
