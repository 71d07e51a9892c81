import type { Web3WalletJSON } from '@acme/backend/wire';
import { Collection, type Row } from '../store/collection.js';
import type { Database } from '../store/open-store.js';
import { authenticatorApps } from './authenticator-app.js';
import { backupCodes } from './backup-code.js';
import { listEnterpriseAccounts, type ConnectedAccount } from './enterprise-accounts.js';
import { externalAccounts, type ExternalAccountRow } from './external-account.js';
import { passkeys, type PasskeyRow } from './passkey.js';
import { phoneNumbers, type PhoneNumberRow } from './phone-number.js';
import { verifications, type VerificationRow } from './verification.js';

/** Wallets in wire form. Only an import can create one. */
type Web3Wallet = Omit<Web3WalletJSON, 'id'>;
export const web3Wallets = new Collection<Web3Wallet>('web3_wallet', { idPrefix: 'idn' });

/** What belongs to a user, except the e-mail addresses. */
export interface UserParts {
  readonly phoneNumbers: readonly PhoneNumberRow[];
  readonly externalAccounts: readonly ExternalAccountRow[];
  readonly enterpriseAccounts: readonly ConnectedAccount[];
  readonly web3Wallets: readonly Row<Web3Wallet>[];
  readonly passkeys: readonly PasskeyRow[];
  /** Of all addresses and numbers, the oldest first. */
  readonly verifications: readonly VerificationRow[];
  readonly hasTotp: boolean;
  readonly hasBackupCodes: boolean;
}

/** The parts of a user who has none. */
export const noParts: UserParts = {
  phoneNumbers: [],
  externalAccounts: [],
  enterpriseAccounts: [],
  web3Wallets: [],
  passkeys: [],
  verifications: [],
  hasTotp: false,
  hasBackupCodes: false,
};

const order = { by: 'createdAt', descending: false } as const;

/** The parts of several users, by user. */
export async function findUserParts(db: Database, userIds: readonly string[]): Promise<(userId: string) => UserParts> {
  if (userIds.length === 0) return () => noParts;
  const wanted = { scope: userIds, order };
  const [phones, accounts, ofEnterprises, wallets, keys, sent, apps, codes] = await Promise.all([
    phoneNumbers.list(db, wanted),
    externalAccounts.list(db, wanted),
    listEnterpriseAccounts(db, userIds),
    web3Wallets.list(db, wanted),
    passkeys.list(db, wanted),
    verifications.list(db, wanted),
    authenticatorApps.list(db, { ...wanted, where: { verified: true } }),
    backupCodes.list(db, wanted),
  ]);
  return (userId) => {
    const own = <T extends { readonly scope: string }>(rows: readonly T[]) =>
      rows.filter(({ scope }) => scope === userId);
    return {
      phoneNumbers: own(phones),
      externalAccounts: own(accounts),
      enterpriseAccounts: own(ofEnterprises),
      web3Wallets: own(wallets),
      passkeys: own(keys),
      verifications: own(sent),
      hasTotp: own(apps).length > 0,
      hasBackupCodes: own(codes).length > 0,
    };
  };
}
