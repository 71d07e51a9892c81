import type { ExternalAccountJSON, PasskeyJSON, TrustedDeviceJSON, Web3WalletJSON } from '@acme/backend/wire';
import { Collection, type Row } from '../store/collection.js';
import type { Database } from '../store/open-store.js';
import { phoneNumbers, type PhoneNumberRow } from './phone-number.js';

/** Data that only an import can create, because there is no provider and no wallet. */
type Foreign<JSON extends { readonly id: string }> = Omit<JSON, 'id'>;
export const externalAccounts = new Collection<Foreign<ExternalAccountJSON>>('external_account', { idPrefix: 'eac' });
export const web3Wallets = new Collection<Foreign<Web3WalletJSON>>('web3_wallet', { idPrefix: 'idn' });
export const passkeys = new Collection<Foreign<PasskeyJSON>>('passkey', { idPrefix: 'idn' });
export const trustedDevices = new Collection<Foreign<TrustedDeviceJSON>>('trusted_device', { idPrefix: 'tdev' });

/** An authenticator app; the secret in base32. */
export const totps = new Collection<{ readonly secret: string }>('totp', { idPrefix: 'totp' });
/** Codes that still can be used. */
export const backupCodes = new Collection<{ readonly codes: readonly string[] }>('backup_codes', { idPrefix: 'bc' });

/** What belongs to a user, except the e-mail addresses. */
export interface UserParts {
  readonly phoneNumbers: readonly PhoneNumberRow[];
  readonly externalAccounts: readonly Row<Foreign<ExternalAccountJSON>>[];
  readonly web3Wallets: readonly Row<Foreign<Web3WalletJSON>>[];
  readonly passkeys: readonly Row<Foreign<PasskeyJSON>>[];
  readonly hasTotp: boolean;
  readonly hasBackupCodes: boolean;
}

/** The parts of a user who has none. */
export const noParts: UserParts = {
  phoneNumbers: [],
  externalAccounts: [],
  web3Wallets: [],
  passkeys: [],
  hasTotp: false,
  hasBackupCodes: false,
};

const order = { by: 'createdAt', descending: false } as const;

/** The parts of several users, by user. */
export async function findUserParts(db: Database, userIds: readonly string[]): Promise<(userId: string) => UserParts> {
  if (userIds.length === 0) return () => noParts;
  const wanted = { scope: userIds, order };
  const [phones, accounts, wallets, keys, apps, codes] = await Promise.all([
    phoneNumbers.list(db, wanted),
    externalAccounts.list(db, wanted),
    web3Wallets.list(db, wanted),
    passkeys.list(db, wanted),
    totps.list(db, wanted),
    backupCodes.list(db, wanted),
  ]);
  return (userId) => {
    const own = <T extends { readonly scope: string }>(rows: readonly T[]) =>
      rows.filter(({ scope }) => scope === userId);
    return {
      phoneNumbers: own(phones),
      externalAccounts: own(accounts),
      web3Wallets: own(wallets),
      passkeys: own(keys),
      hasTotp: own(apps).length > 0,
      hasBackupCodes: own(codes).length > 0,
    };
  };
}

/** The parts to delete with a user. */
export const partsOfUser = [
  phoneNumbers,
  externalAccounts,
  web3Wallets,
  passkeys,
  trustedDevices,
  totps,
  backupCodes,
] as const;
