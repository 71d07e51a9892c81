import type { AuthObject } from './auth-object.js';
import { bearerChallenge, type ChallengeParams } from './bearer-challenge.js';
import type { ProtectOptions } from './protect-options.js';
import { bearerToken } from './request-facts.js';
import type { RequestHead } from './request-head.js';
import { audiencesOf, resourceMetadataUrl } from './check-resource.js';

/** What a route asks of an OAuth access token. */
export interface OAuthRule {
  /** The error of a token that does not suffice. */
  readonly check: (auth: AuthObject) => 'invalid_token' | 'insufficient_scope' | undefined;
  /** The value of `WWW-Authenticate`. */
  readonly challenge: (error: ChallengeParams['error']) => string;
  /** The same for a request that has no token, or a refused one. */
  readonly challengeFor: (head: RequestHead) => string;
}

/** An access token names its client, its subject and itself. @see RFC 9068 section 2.2 */
const isComplete = ({ id, subject, clientId }: { id: string; subject: string; clientId: string }) =>
  id !== '' && subject !== '' && clientId !== '';

/**
 * The rule of a route that takes OAuth access tokens for one server, or with some scopes.
 * @returns undefined if the route asks for neither
 */
export function oauthRule({ resource, scopes: given }: ProtectOptions): OAuthRule | undefined {
  if (resource === undefined && given === undefined) return undefined;
  const scopes = given === undefined ? [] : [given].flat();
  const audiences = resource === undefined ? undefined : audiencesOf(resource);
  const metadataUrl = resource === undefined ? undefined : resourceMetadataUrl(resource);
  const challenge: OAuthRule['challenge'] = (error) => bearerChallenge({ error, scopes, metadataUrl });
  return {
    challenge,
    // A request without a token gets no error: its client has made no mistake (RFC 6750 section 3.1).
    challengeFor: (head) => challenge(bearerToken(head.header('authorization')) ? 'invalid_token' : undefined),
    check: (auth) => {
      if (auth.tokenType !== 'oauth_token' || !auth.isAuthenticated) return 'invalid_token';
      if (audiences && !(isComplete(auth) && auth.aud?.some((value) => audiences.includes(value))))
        return 'invalid_token';
      return scopes.every((scope) => auth.scopes.includes(scope)) ? undefined : 'insufficient_scope';
    },
  };
}
