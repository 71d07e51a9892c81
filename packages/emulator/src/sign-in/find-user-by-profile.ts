import { oneAtATime } from '../store/one-at-a-time.js';
import type { Instance } from '../instance/instance.js';
import { touchUser } from '../users/change-user.js';
import { findEnterpriseAccount, recordEnterpriseProof } from '../users/enterprise-accounts.js';
import { findExternalAccount, insertExternalAccount } from '../users/external-account.js';
import { findEmailAddressByText } from '../users/find-email-address.js';
import { findUser, type UserRecord } from '../users/user-record.js';
import type { ProviderProfile } from './provider-profile.js';

/**
 * The user of a person at a provider: the one who connected that account, or the owner of the address, if both the provider and the
 * emulator verified it.
 */
export async function findUserByProfile(
  { db }: Pick<Instance, 'db'>,
  profile: ProviderProfile,
): Promise<UserRecord | undefined> {
  const known = await findAccount({ db }, profile);
  if (known) return findUser(db, known.scope);
  const address = profile.emailVerified ? await findEmailAddressByText(db, profile.emailAddress) : undefined;
  return address?.verified ? findUser(db, address.userId) : undefined;
}

function findAccount(
  { db }: Pick<Instance, 'db'>,
  { strategy, providerUserId, connectionId }: ProviderProfile,
): Promise<{ readonly scope: string } | undefined> {
  return connectionId === null
    ? findExternalAccount({ db }, strategy, providerUserId)
    : findEnterpriseAccount({ db }, connectionId, providerUserId);
}

/** Connects the account at the provider to a user, unless it is connected already: also if two visits end at once. */
export function connectProfile(instance: Instance, userId: string, profile: ProviderProfile): Promise<void> {
  const { connectionId, strategy, providerUserId } = profile;
  return oneAtATime(instance.db, `${connectionId ?? strategy} ${providerUserId}`, async () => {
    const isKnown = (await findAccount(instance, profile)) !== undefined;
    if (connectionId !== null) await recordEnterpriseProof(instance, userId, connectionId, profile);
    else if (!isKnown) await insertExternalAccount(instance, userId, strategy, profile);
    if (!isKnown) await touchUser(instance, userId);
  });
}
