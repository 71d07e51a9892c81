import type { EmailAddressJSON } from './email-address.js';
import type { EnterpriseAccountJSON } from './enterprise-account.js';
import type { ExternalAccountJSON } from './external-account.js';
import type { OrganizationMembershipJSON } from './organization-membership.js';
import type { PhoneNumberJSON } from './phone-number.js';
import type { VerificationJSON } from './verification.js';
import type { Web3WalletJSON } from './web3-wallet.js';
import type { OpenMetadata } from './metadata.js';

/* eslint-disable @typescript-eslint/no-empty-object-type -- applications add the members */
declare global {
  /** Metadata of a user that the frontend may read. */
  interface UserPublicMetadata extends OpenMetadata {}
  /** Metadata of a user that only the backend sees. */
  interface UserPrivateMetadata extends OpenMetadata {}
  /** Metadata of a user that the frontend may read and write. */
  interface UserUnsafeMetadata extends OpenMetadata {}
}
/* eslint-enable @typescript-eslint/no-empty-object-type */

/** A user of the instance. */
export interface UserJSON {
  readonly object: 'user';
  /** Identifier, `user_…`. */
  readonly id: string;
  /** Whether a password is set. */
  readonly password_enabled: boolean;
  /** Whether an authenticator app is set up. */
  readonly totp_enabled: boolean;
  /** Whether backup codes are set up. */
  readonly backup_code_enabled: boolean;
  /** Whether any second factor is set up. */
  readonly two_factor_enabled: boolean;
  /** Whether sign-in is refused until the ban is lifted. */
  readonly banned: boolean;
  /** Whether sign-in is refused for a while after too many failures. */
  readonly locked: boolean;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** URL of the picture. */
  readonly image_url: string;
  /** Whether a picture was uploaded; otherwise `image_url` is a generated one. */
  readonly has_image: boolean;
  /** Which of the e-mail addresses is the primary one. */
  readonly primary_email_address_id: string | null;
  /** Which of the phone numbers is the primary one. */
  readonly primary_phone_number_id: string | null;
  /** Which of the wallets is the primary one. */
  readonly primary_web3_wallet_id: string | null;
  /** Last sign-in; Unix time in ms, null for never. */
  readonly last_sign_in_at: number | null;
  /** Identifier of the user in your own system. */
  readonly external_id: string | null;
  /** User name. */
  readonly username: string | null;
  /** First name. */
  readonly first_name: string | null;
  /** Last name. */
  readonly last_name: string | null;
  /** Data that the frontend may read, as it was given. */
  readonly public_metadata: UserPublicMetadata;
  /** Data that only the backend sees, as it was given. */
  readonly private_metadata: UserPrivateMetadata;
  /** Data that the frontend may read and write, as it was given. */
  readonly unsafe_metadata: UserUnsafeMetadata;
  /** E-mail addresses, verified or not. */
  readonly email_addresses: readonly EmailAddressJSON[];
  /** Phone numbers, verified or not. */
  readonly phone_numbers: readonly PhoneNumberJSON[];
  /** Web3 wallets. */
  readonly web3_wallets: readonly Web3WalletJSON[];
  /** Accounts at OAuth providers. */
  readonly external_accounts: readonly ExternalAccountJSON[];
  /** Accounts at enterprise identity providers. */
  readonly enterprise_accounts: readonly EnterpriseAccountJSON[];
  /** Last activity; Unix time in ms. */
  readonly last_active_at: number | null;
  /** Whether the user may create organizations. */
  readonly create_organization_enabled: boolean;
  /** How many organizations the user may create; null or 0 for the limit of the instance. */
  readonly create_organizations_limit: number | null;
  /** Whether the user may delete the account. */
  readonly delete_self_enabled: boolean;
  /** When the legal documents were accepted; Unix time in ms. */
  readonly legal_accepted_at: number | null;
  /** Preferred language, BCP 47. */
  readonly locale: string | null;
  /** Time zone, a name of the IANA database. Services and recordings from before 3.25.0 do not have it. */
  readonly timezone?: string | null;
  /** Memberships; only in events. */
  readonly organization_memberships: readonly OrganizationMembershipJSON[] | null;
  /** When the password last changed; Unix time in ms. */
  readonly password_last_updated_at: number | null;
  /** How long the lock still lasts, in seconds. */
  readonly lockout_expires_in_seconds: number | null;
  /** How many wrong attempts are left before the user is locked. */
  readonly verification_attempts_remaining: number | null;
  /** When a second factor was first set up; Unix time in ms. */
  readonly mfa_enabled_at?: number | null;
  /** When the last second factor was removed; Unix time in ms. */
  readonly mfa_disabled_at?: number | null;
  /** Passkeys. */
  readonly passkeys?: readonly PasskeyJSON[];
  /** Whether a directory has taken the account away, so that sign-in is refused. */
  readonly deprovisioned?: boolean;
  /** Whether sign-in from a new device needs no extra check. */
  readonly bypass_client_trust?: boolean;
  /** URL of the picture; superseded by `image_url`. */
  readonly profile_image_url?: string;
}

/** A passkey of a user. */
export interface PasskeyJSON {
  readonly object: 'passkey';
  /** Identifier, `idn_…`. */
  readonly id: string;
  /** Name given by the person. */
  readonly name: string;
  /** When it was last used; Unix time in ms, null for never. */
  readonly last_used_at: number | null;
  /** State of the verification; null if none was started. */
  readonly verification: VerificationJSON | null;
}

/** Answer of calls that return only the id of the user they changed. */
export interface UserIDJSON {
  readonly object: 'user';
  /** The user. */
  readonly user_id: string;
}

/** A deleted user in events. */
export interface UserDeletedJSON {
  readonly object: 'user';
  /** Identifier, `user_…`. */
  readonly id?: string;
  /** Slug, if it had one. */
  readonly slug?: string;
  /** Identifier of the user in your own system. */
  readonly external_id?: string;
  readonly deleted: boolean;
}
