import { createHash } from 'node:crypto';
import type { Instance } from '../instance/instance.js';
import { Collection } from '../store/collection.js';
import type { AuthorizationRequest } from './authorization-request.js';
import { claimOnce } from './claim-once.js';
import type { OAuthClient } from './oauth-client.js';
import { issueTokens, type TokenAnswer } from './issue-tokens.js';
import { OAuthError } from './oauth-error.js';
import { onGrant, revokeGrant } from './revoke-grant.js';

const lifetimeMs = 10 * 60 * 1000;

/** What a person granted an application. Scope: the application. */
export interface Grant {
  readonly code: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  /** The authorization request named the address. Absent: no. */
  readonly namesRedirectUri?: boolean | undefined;
  readonly codeChallenge: string | null;
  readonly nonce: string | null;
  readonly resource: string | null;
  readonly organizationId: string | null;
  /** The key that the client must prove to have. Absent: any, or none. @see RFC 9449 section 10 */
  readonly jkt?: string | undefined;
  /** When the person signed in, Unix time in ms. */
  readonly signedInAt: number;
  /** Unix time in ms. */
  readonly expiresAt: number;
}

const grants = new Collection<Grant>('oauth_grant', { idPrefix: 'oagr' });

/** Stores what a person granted. @returns the code for the application, valid for 10 minutes */
export async function createAuthorizationCode(
  instance: Instance,
  request: AuthorizationRequest,
  person: Pick<Grant, 'userId' | 'organizationId' | 'signedInAt'>,
): Promise<string> {
  const code = instance.createId('oac');
  const grant: Grant = {
    ...person,
    code,
    scopes: request.scopes,
    redirectUri: request.redirectUri,
    namesRedirectUri: request.namesRedirectUri,
    codeChallenge: request.codeChallenge ?? null,
    nonce: request.nonce ?? null,
    resource: request.resource ?? null,
    jkt: request.jkt,
    expiresAt: instance.now() + lifetimeMs,
  };
  await grants.insert(instance, grant, { scope: request.client.id });
  return code;
}

/** What an application sends to get tokens for a code. */
interface CodeRedemption {
  readonly code: string;
  readonly redirectUri: string | undefined;
  readonly codeVerifier: string | undefined;
  /** The server that the tokens are for. Default: that of the authorization request. */
  readonly resource: string | undefined;
  /** The key that the client has proven to have (RFC 9449). */
  readonly jkt: string | undefined;
}

/**
 * Gives tokens for a code and uses it up. A code that comes a second time was stolen by somebody, so its tokens are revoked
 * (RFC 6749 section 4.1.2).
 * @throws {OAuthError} `invalid_grant`, `invalid_target`
 */
export async function redeemAuthorizationCode(
  instance: Instance,
  client: OAuthClient,
  given: CodeRedemption,
): Promise<TokenAnswer> {
  const found = await grants.findWhere(instance.db, { scope: client.id, where: { code: given.code } });
  if (!found || found.expiresAt <= instance.now()) throw invalidGrant('The code is unknown or has expired.');
  const redirectUri = given.redirectUri ?? (found.namesRedirectUri ? undefined : found.redirectUri);
  if (redirectUri !== found.redirectUri)
    throw invalidGrant('The redirect_uri is not that of the authorization request.');
  if (!isVerified(found, given.codeVerifier)) throw invalidGrant('The code_verifier does not match.');
  if (found.jkt !== undefined && found.jkt !== given.jkt)
    throw invalidGrant('The code is bound to another key than that of the DPoP proof (dpop_jkt).');
  const { id: grantId, ...grant } = found;
  return onGrant(instance, grantId, async () => {
    if (!(await claimOnce(instance, found))) {
      await revokeGrant(instance, client, grantId);
      throw invalidGrant('The code was used before.');
    }
    // RFC 8707 section 2.2: a token is for the server that was named at the start.
    if (given.resource !== undefined && given.resource !== grant.resource)
      throw new OAuthError('invalid_target', 'The resource is not that of the authorization request.');
    return issueTokens(instance, client, { ...grant, grantId, jkt: given.jkt });
  });
}

function isVerified({ codeChallenge }: Grant, verifier: string | undefined): boolean {
  if (codeChallenge === null) return verifier === undefined;
  if (verifier === undefined || !/^[\w.~-]{43,128}$/.test(verifier)) return false;
  return createHash('sha256').update(verifier).digest('base64url') === codeChallenge;
}

function invalidGrant(description: string): OAuthError {
  return new OAuthError('invalid_grant', description);
}
