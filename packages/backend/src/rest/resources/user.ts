import type { UserJSON } from '../../wire/user.js';
import type { ResourceReader } from '../resource.js';
import { orEmpty, readAll, WireResource } from '../resource.js';
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
  readonly id: string;
  /** Whether a password is set. */
  readonly passwordEnabled: boolean;
  /** Whether an authenticator app is set up. */
  readonly totpEnabled: boolean;
  /** Whether backup codes are set up. */
  readonly backupCodeEnabled: boolean;
  /** Whether any second factor is set up. */
  readonly twoFactorEnabled: boolean;
  /** Whether sign-in is refused until the ban is lifted. */
  readonly banned: boolean;
  /** Whether sign-in is refused for a while after too many failures. */
  readonly locked: boolean;
  /** When it was created; Unix time in ms. */
  readonly createdAt: number;
  /** When it last changed; Unix time in ms. */
  readonly updatedAt: number;
  /** URL of the picture. */
  readonly imageUrl: string;
  /** Whether a picture was uploaded; otherwise `imageUrl` is a generated one. */
  readonly hasImage: boolean;
  /** Which of the e-mail addresses is the primary one. */
  readonly primaryEmailAddressId: string | null;
  /** Which of the phone numbers is the primary one. */
  readonly primaryPhoneNumberId: string | null;
  /** Which of the wallets is the primary one. */
  readonly primaryWeb3WalletId: string | null;
  /** Last sign-in; Unix time in ms, null for never. */
  readonly lastSignInAt: number | null;
  /** Identifier of the user in your own system. */
  readonly externalId: string | null;
  /** User name. */
  readonly username: string | null;
  /** First name. */
  readonly firstName: string | null;
  /** Last name. */
  readonly lastName: string | null;
  /** Data that the frontend may read, as it was given. */
  readonly publicMetadata: UserPublicMetadata;
  /** Data that only the backend sees, as it was given. */
  readonly privateMetadata: UserPrivateMetadata;
  /** Data that the frontend may read and write, as it was given. */
  readonly unsafeMetadata: UserUnsafeMetadata;
  /** E-mail addresses, verified or not. */
  readonly emailAddresses: EmailAddress[];
  /** Phone numbers, verified or not. */
  readonly phoneNumbers: PhoneNumber[];
  /** Web3 wallets. */
  readonly web3Wallets: Web3Wallet[];
  /** Accounts at OAuth providers. */
  readonly externalAccounts: ExternalAccount[];
  /** Accounts at enterprise identity providers. */
  readonly enterpriseAccounts: EnterpriseAccount[];
  /** Last activity; Unix time in ms. */
  readonly lastActiveAt: number | null;
  /** Whether the user may create organizations. */
  readonly createOrganizationEnabled: boolean;
  /** How many organizations the user may create; null or 0 for the limit of the instance. */
  readonly createOrganizationsLimit: number | null;
  /** Whether the user may delete the account. */
  readonly deleteSelfEnabled: boolean;
  /** When the legal documents were accepted; Unix time in ms. */
  readonly legalAcceptedAt: number | null;
  /** Preferred language, BCP 47. */
  readonly locale: string | null;
  /** Time zone, a name of the IANA database. */
  readonly timezone: string | null;
  /** Whether a directory has taken the account away, so that sign-in is refused. Only the directory sets and clears it. */
  readonly deprovisioned: boolean;

  /** Written out, because a user has three dozen properties and most calls answer with users. */
  constructor(json: UserJSON) {
    super();
    this.id = json.id;
    this.passwordEnabled = json.password_enabled;
    this.totpEnabled = json.totp_enabled;
    this.backupCodeEnabled = json.backup_code_enabled;
    this.twoFactorEnabled = json.two_factor_enabled;
    this.banned = json.banned;
    this.locked = json.locked;
    this.createdAt = json.created_at;
    this.updatedAt = json.updated_at;
    this.imageUrl = json.image_url;
    this.hasImage = json.has_image;
    this.primaryEmailAddressId = json.primary_email_address_id;
    this.primaryPhoneNumberId = json.primary_phone_number_id;
    this.primaryWeb3WalletId = json.primary_web3_wallet_id;
    this.lastSignInAt = json.last_sign_in_at;
    this.externalId = json.external_id;
    this.username = json.username;
    this.firstName = json.first_name;
    this.lastName = json.last_name;
    this.lastActiveAt = json.last_active_at;
    this.createOrganizationEnabled = json.create_organization_enabled;
    this.deleteSelfEnabled = json.delete_self_enabled;
    this.legalAcceptedAt = json.legal_accepted_at;
    this.locale = json.locale;
    this.timezone = json.timezone ?? null;
    this.deprovisioned = json.deprovisioned ?? false;
    this.publicMetadata = orEmpty(json.public_metadata);
    this.privateMetadata = orEmpty(json.private_metadata);
    this.unsafeMetadata = orEmpty(json.unsafe_metadata);
    this.emailAddresses = readAll(emailAddress, json.email_addresses);
    this.phoneNumbers = readAll(phoneNumber, json.phone_numbers);
    this.web3Wallets = readAll(web3Wallet, json.web3_wallets);
    this.externalAccounts = readAll(externalAccount, json.external_accounts);
    this.enterpriseAccounts = readAll(enterpriseAccount, json.enterprise_accounts);
    this.createOrganizationsLimit = json.create_organizations_limit ?? null;
    WireResource.remember(this, json);
  }

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
export const user: ResourceReader<UserJSON, User> = { object: 'user', read: (json) => new User(json) };
