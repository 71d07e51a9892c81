import type { UserJSON } from '../../wire/user.js';
import { listOf, orEmptyObject, orNull, resource, WireResource } from '../resource.js';
import type { EmailAddress } from './email-address.js';
import { emailAddress } from './email-address.js';
import type { EnterpriseAccount } from './enterprise-account.js';
import { enterpriseAccount } from './enterprise-account.js';
import type { ExternalAccount } from './external-account.js';
import { externalAccount } from './external-account.js';
import type { PhoneNumber } from './phone-number.js';
import { phoneNumber } from './phone-number.js';
import type { Web3Wallet } from './web3-wallet.js';
import { web3Wallet } from './web3-wallet.js';

/** A user of the instance. */
export class User extends WireResource<UserJSON> {
  /** Identifier, `user_…`. */
  declare readonly id: string;
  /** Whether a password is set. */
  declare readonly passwordEnabled: boolean;
  /** Whether an authenticator app is set up. */
  declare readonly totpEnabled: boolean;
  /** Whether backup codes are set up. */
  declare readonly backupCodeEnabled: boolean;
  /** Whether any second factor is set up. */
  declare readonly twoFactorEnabled: boolean;
  /** Whether sign-in is refused until somebody lifts the ban. */
  declare readonly banned: boolean;
  /** Whether sign-in is refused for a while after too many failures. */
  declare readonly locked: boolean;
  /** When it was created; Unix time in ms. */
  declare readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  declare readonly updatedAt: number;
  /** URL of the picture. */
  declare readonly imageUrl: string;
  /** Whether a picture was uploaded; otherwise `imageUrl` is a generated one. */
  declare readonly hasImage: boolean;
  /** Which of the e-mail addresses is the primary one. */
  declare readonly primaryEmailAddressId: string | null;
  /** Which of the phone numbers is the primary one. */
  declare readonly primaryPhoneNumberId: string | null;
  /** Which of the wallets is the primary one. */
  declare readonly primaryWeb3WalletId: string | null;
  /** Last sign-in; Unix time in ms, null for never. */
  declare readonly lastSignInAt: number | null;
  /** Identifier of the user in your own system. */
  declare readonly externalId: string | null;
  /** User name. */
  declare readonly username: string | null;
  /** First name. */
  declare readonly firstName: string | null;
  /** Last name. */
  declare readonly lastName: string | null;
  /** Data that the frontend may read, as it was given. */
  declare readonly publicMetadata: UserPublicMetadata;
  /** Data that only the backend sees, as it was given. */
  declare readonly privateMetadata: UserPrivateMetadata;
  /** Data that the frontend may read and write, as it was given. */
  declare readonly unsafeMetadata: UserUnsafeMetadata;
  /** E-mail addresses, verified or not. */
  declare readonly emailAddresses: EmailAddress[];
  /** Phone numbers, verified or not. */
  declare readonly phoneNumbers: PhoneNumber[];
  /** Web3 wallets. */
  declare readonly web3Wallets: Web3Wallet[];
  /** Accounts at OAuth providers. */
  declare readonly externalAccounts: ExternalAccount[];
  /** Accounts at enterprise identity providers. */
  declare readonly enterpriseAccounts: EnterpriseAccount[];
  /** Last activity; Unix time in ms. */
  declare readonly lastActiveAt: number | null;
  /** Whether the user may create organizations. */
  declare readonly createOrganizationEnabled: boolean;
  /** How many organizations the user may create; null or 0 for the limit of the instance. */
  declare readonly createOrganizationsLimit: number | null;
  /** Whether the user may delete the account. */
  declare readonly deleteSelfEnabled: boolean;
  /** When the legal documents were accepted; Unix time in ms. */
  declare readonly legalAcceptedAt: number | null;
  /** Preferred language, BCP 47. */
  declare readonly locale: string | null;

  /** The e-mail address that `primaryEmailAddressId` names, or null. */
  get primaryEmailAddress(): EmailAddress | null {
    return this.emailAddresses.find(({ id }) => id === this.primaryEmailAddressId) ?? null;
  }

  /** The phone number that `primaryPhoneNumberId` names, or null. */
  get primaryPhoneNumber(): PhoneNumber | null {
    return this.phoneNumbers.find(({ id }) => id === this.primaryPhoneNumberId) ?? null;
  }

  /** The wallet that `primaryWeb3WalletId` names, or null. */
  get primaryWeb3Wallet(): Web3Wallet | null {
    return this.web3Wallets.find(({ id }) => id === this.primaryWeb3WalletId) ?? null;
  }

  /** First and last name with a space between, or null if there is neither. */
  get fullName(): string | null {
    return [this.firstName, this.lastName].join(' ').trim() || null;
  }
}

/** Reads `UserJSON`. */
export const user = resource<
  UserJSON,
  'raw' | 'primaryEmailAddress' | 'primaryPhoneNumber' | 'primaryWeb3Wallet' | 'fullName'
>()(
  'user',
  User,
  [
    'id',
    'passwordEnabled',
    'totpEnabled',
    'backupCodeEnabled',
    'twoFactorEnabled',
    'banned',
    'locked',
    'createdAt',
    'updatedAt',
    'imageUrl',
    'hasImage',
    'primaryEmailAddressId',
    'primaryPhoneNumberId',
    'primaryWeb3WalletId',
    'lastSignInAt',
    'externalId',
    'username',
    'firstName',
    'lastName',
    'lastActiveAt',
    'createOrganizationEnabled',
    'deleteSelfEnabled',
    'legalAcceptedAt',
    'locale',
  ],
  {
    publicMetadata: orEmptyObject(),
    privateMetadata: orEmptyObject(),
    unsafeMetadata: orEmptyObject(),
    emailAddresses: listOf(emailAddress),
    phoneNumbers: listOf(phoneNumber),
    web3Wallets: listOf(web3Wallet),
    externalAccounts: listOf(externalAccount),
    enterpriseAccounts: listOf(enterpriseAccount),
    createOrganizationsLimit: orNull(),
  },
);
