import type { Instance } from '../instance/instance.js';
import { oauthTokens } from '../machines/oauth-application.js';
import { oneAtATime } from '../store/one-at-a-time.js';
import type { OAuthClient } from './oauth-client.js';

/**
 * Runs calls about one grant one after another, so that no call gives tokens of a grant that another one is revoking.
 * @param grantId - the row that a code was redeemed from
 */
export function onGrant<T>({ db }: Pick<Instance, 'db'>, grantId: string, run: () => Promise<T>): Promise<T> {
  return oneAtATime(db, `oauth grant ${grantId}`, run);
}

/** Revokes every token that was given for a grant. Call it within {@link onGrant}. */
export async function revokeGrant(instance: Instance, client: OAuthClient, grantId: string): Promise<void> {
  for (const token of await oauthTokens.list(instance.db, { scope: client.id, where: { grantId } }))
    await oauthTokens.update(instance, token, { revoked: true });
}

/**
 * Revokes a token, and with a refresh token all tokens of its grant (RFC 7009 section 2.1), also with one that was replaced: whoever
 * signs out while a refresh is in flight has only that. An unknown token is no error.
 */
export async function revokeToken(instance: Instance, client: OAuthClient, token: string): Promise<void> {
  const row = await oauthTokens.findWhere(instance.db, { scope: client.id, where: { token } });
  if (!row) return;
  const { grantId, kind } = row;
  if (kind === 'refresh' && grantId) await onGrant(instance, grantId, () => revokeGrant(instance, client, grantId));
  else await oauthTokens.update(instance, row, { revoked: true });
}
