import type { OauthAccessTokenJSON } from '@acme/backend/wire';
import { oneAtATime } from '../store/one-at-a-time.js';
import type { Instance } from '../instance/instance.js';
import { externalAccounts, type ExternalAccountRow } from './external-account.js';

const lifetimeMs = 60 * 60 * 1000;

/**
 * The access tokens of a user at a provider, one for each connected account. The provider, which the emulator plays, issues them when they
 * are first requested and again when they have expired; an account whose tokens were revoked has none.
 * @param strategy - such as `oauth_google`
 */
export async function listProviderTokens(
  instance: Instance,
  userId: string,
  strategy: string,
): Promise<readonly OauthAccessTokenJSON[]> {
  const order = { by: 'createdAt', descending: false } as const;
  const rows = await externalAccounts.list(instance.db, {
    scope: userId,
    where: { strategy, status: 'verified' },
    order,
  });
  const granted = rows.filter(({ approvedScopes }) => approvedScopes !== '');
  const found = await Promise.all(
    // Two simultaneous requests get the same token.
    granted.map(({ id }) => oneAtATime(instance.db, `token ${id}`, () => withToken(instance, id))),
  );
  return found.flatMap((row) => (row ? [tokenJSON(row)] : []));
}

type Tokened = ExternalAccountRow & { readonly token: NonNullable<ExternalAccountRow['token']> };

async function withToken(instance: Instance, id: string): Promise<Tokened | undefined> {
  const row = await externalAccounts.find(instance.db, id);
  if (!row) return undefined;
  const known = row.token;
  if (known && known.expiresAt > instance.now()) return { ...row, token: known };
  const token = { text: instance.createId('provtok'), expiresAt: instance.now() + lifetimeMs };
  await externalAccounts.update(instance, row, { token });
  return { ...row, token };
}

function tokenJSON(row: Tokened): OauthAccessTokenJSON {
  return {
    object: 'oauth_access_token',
    external_account_id: row.id,
    ...{ provider_user_id: row.providerUserId },
    token: row.token.text,
    expires_at: row.token.expiresAt,
    provider: row.strategy,
    public_metadata: {},
    label: null,
    scopes: row.approvedScopes.split(' '),
  };
}
