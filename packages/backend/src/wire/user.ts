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
  readonly id: string;
  readonly password_enabled: boolean;
  readonly totp_enabled: boolean;
  readonly backup_code_enabled: boolean;
  readonly two_factor_enabled: boolean;
  readonly banned: boolean;
  readonly locked: boolean;
  readonly created_at: number;
  readonly updated_at: number;
  readonly image_url: string;
  /** Whether a picture was uploaded; otherwise `image_url` is a generated one. */
  readonly has_image: boolean;
  readonly primary_email_address_id: string | null;
  readonly primary_phone_number_id: string | null;
  readonly primary_web3_wallet_id: string | null;
  readonly last_sign_in_at: number | null;
  readonly external_id: string | null;
  readonly username: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly public_metadata: UserPublicMetadata;
  readonly private_metadata: UserPrivateMetadata;
  readonly unsafe_metadata: UserUnsafeMetadata;
  readonly email_addresses: readonly EmailAddressJSON[];
  readonly phone_numbers: readonly PhoneNumberJSON[];
  readonly web3_wallets: readonly Web3WalletJSON[];
  readonly external_accounts: readonly ExternalAccountJSON[];
  readonly enterprise_accounts: readonly EnterpriseAccountJSON[];
  readonly last_active_at: number | null;
  readonly create_organization_enabled: boolean;
  readonly create_organizations_limit: number | null;
  readonly delete_self_enabled: boolean;
  readonly legal_accepted_at: number | null;
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
