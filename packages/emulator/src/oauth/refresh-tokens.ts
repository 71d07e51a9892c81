import type { Instance } from '../instance/instance.js';
import { oauthTokens, type OAuthToken } from '../machines/oauth-application.js';
import type { Row } from '../store/collection.js';
import { issueTokens, requireUser, type TokenAnswer } from './issue-tokens.js';
import { claimOnce } from './claim-once.js';
import type { OAuthClient } from './oauth-client.js';
import { OAuthError } from './oauth-error.js';
import { onGrant, revokeGrant } from './revoke-grant.js';

/** What a client asks for with a refresh token. */
interface RefreshRequest {
  /** Fewer scopes than were granted. Default: all. */
  readonly scopes?: readonly string[] | undefined;
  /** The server that was granted. Default: that one. */
  readonly resource?: string | undefined;
  /** The key that the client has proven to have (RFC 9449). */
  readonly jkt?: string | undefined;
}

/**
 * New tokens for a refresh token. A client with a secret keeps its refresh token. A public client gets another one each time, and
 * the old one is refused: two who use it are the client and a thief, nobody knows which is which, so all tokens of the grant are revoked.
 * Source: RFC 9700 section 4.14.2, OAuth 2.1 section 4.3.1.
 * @throws {OAuthError} `invalid_grant`, `invalid_scope`, `invalid_target`
 */
export async function refreshTokens(
  instance: Instance,
  client: OAuthClient,
  refreshToken: string,
  requested: RefreshRequest,
): Promise<TokenAnswer> {
  const find = () => oauthTokens.findWhere(instance.db, { scope: client.id, where: { token: refreshToken } });
  const known = await find();
  if (known?.kind !== 'refresh') throw unusable();
  const grantId = known.grantId ?? known.id;
  return onGrant(instance, grantId, async () => {
    const row = await find();
    if (!row) throw unusable();
    if (row.revoked && client.isPublic) await revokeGrant(instance, client, grantId);
    if (row.revoked || isExpired(row, instance.now())) throw unusable();
    // Every refusal that is not about the token comes before its use.
    const scopes = checkRequest(row, requested);
    const { userId, resource, organizationId, scopes: grantedScopes } = row;
    await requireUser(instance, userId);
    const subject = { userId, scopes, grantedScopes, grantId, resource, organizationId, jkt: requested.jkt };
    if (!client.isPublic) return issueTokens(instance, client, subject, refreshToken);
    if (!(await claimOnce(instance, row))) {
      await revokeGrant(instance, client, grantId);
      throw unusable();
    }
    const answer = await issueTokens(instance, client, subject);
    await oauthTokens.update(instance, row, { revoked: true });
    return answer;
  });
}

/** A refusal here leaves the token as it is. @returns the scopes of the new access token */
function checkRequest(granted: Row<OAuthToken>, { scopes, resource, jkt }: RefreshRequest): readonly string[] {
  if (granted.jkt !== undefined && granted.jkt !== jkt)
    throw new OAuthError('invalid_grant', 'The refresh token is bound to another key than that of the DPoP proof.');
  const unknown = scopes?.find((scope) => !granted.scopes.includes(scope));
  if (unknown !== undefined) throw new OAuthError('invalid_scope', `The scope ${unknown} was not granted.`);
  // A token is for the server that the person agreed to (RFC 8707 section 2.2).
  if (resource !== undefined && resource !== granted.resource)
    throw new OAuthError('invalid_target', 'The resource is not that of the authorization request.');
  return scopes ?? granted.scopes;
}

function isExpired({ expiration }: OAuthToken, now: number): boolean {
  return expiration !== null && expiration <= now;
}

function unusable(): OAuthError {
  return new OAuthError('invalid_grant', 'The refresh token is unknown, revoked, replaced or expired.');
}
