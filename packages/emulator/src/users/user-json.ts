import type { EmailAddressJSON, UserJSON } from '@acme/backend/wire';
import { imageUrl } from '../store/images.js';
import type { Instance } from '../instance/instance.js';
import { phoneNumberJSON } from './phone-numbers.js';
import type { Row } from '../store/collection.js';
import type { EmailAddressRow } from '../store/tables.js';
import type { UserRecord } from './user-rows.js';

/** Attempts at a password before a lock; the emulator never locks by itself, so all of them remain. */
const VERIFICATION_ATTEMPTS = 100;

export function emailAddressJSON(row: EmailAddressRow): EmailAddressJSON {
  return {
    id: row.id,
    object: 'email_address',
    email_address: row.emailAddress,
    reserved: false,
    verification: {
      id: row.id.replace(/^[a-z]+_/, 'ver_'),
      object: row.verificationStrategy === 'admin' ? 'verification_admin' : 'verification_otp',
      status: row.verified ? 'verified' : 'unverified',
      strategy: row.verificationStrategy,
      attempts: null,
      expire_at: null,
    },
    linked_to: [],
    matches_sso_connection: false,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
  };
}

/** A user as the Backend API shows it. */
export function userJSON(instance: Pick<Instance, 'url'>, record: UserRecord): UserJSON {
  const { user, emailAddresses, phoneNumbers, web3Wallets, passkeys, externalAccounts, hasTotp, hasBackupCodes } =
    record;
  const picture = imageUrl(instance, user.imageId, user.id);
  const hasSecondFactor = hasTotp || phoneNumbers.some((phone) => phone.reservedForSecondFactor && phone.verified);
  return {
    id: user.id,
    object: 'user',
    external_id: user.externalId,
    primary_email_address_id: user.primaryEmailAddressId,
    primary_phone_number_id: user.primaryPhoneNumberId,
    primary_web3_wallet_id: web3Wallets[0]?.id ?? null,
    username: user.username,
    first_name: user.firstName,
    last_name: user.lastName,
    locale: user.locale,
    timezone: user.timezone,
    // A directory would set it; there is none here.
    deprovisioned: false,
    image_url: picture,
    profile_image_url: picture,
    has_image: user.imageId !== null,
    public_metadata: user.publicMetadata,
    private_metadata: user.privateMetadata,
    unsafe_metadata: user.unsafeMetadata,
    email_addresses: emailAddresses.map(emailAddressJSON),
    phone_numbers: phoneNumbers.map(phoneNumberJSON),
    web3_wallets: web3Wallets.map(withoutScope),
    passkeys: passkeys.map(withoutScope),
    external_accounts: externalAccounts.map(withoutScope),
    enterprise_accounts: [],
    ...{ saml_accounts: [] },
    organization_memberships: [],
    password_enabled: user.passwordDigest !== null,
    password_last_updated_at: user.passwordUpdatedAt,
    two_factor_enabled: hasSecondFactor,
    totp_enabled: hasTotp,
    backup_code_enabled: hasBackupCodes,
    mfa_enabled_at: null,
    mfa_disabled_at: null,
    last_sign_in_at: user.lastSignInAt,
    last_active_at: user.lastActiveAt,
    banned: user.banned,
    locked: user.locked,
    lockout_expires_in_seconds: null,
    verification_attempts_remaining: VERIFICATION_ATTEMPTS,
    delete_self_enabled: user.deleteSelfEnabled,
    create_organization_enabled: user.createOrganizationEnabled,
    create_organizations_limit: user.createOrganizationsLimit,
    legal_accepted_at: user.legalAcceptedAt,
    created_at: user.createdAt,
    updated_at: user.updatedAt,
  };
}

/** Foreign things are stored as they are shown. */
export function withoutScope<T extends Row<object>>(row: T): Omit<T, 'scope' | 'createdAt' | 'updatedAt'> {
  const { scope, createdAt, updatedAt, ...shown } = row;
  return shown;
}

/** The address shown for a user: the primary one, else the first. */
export function primaryEmailAddress({ user, emailAddresses }: UserRecord): EmailAddressRow | undefined {
  return emailAddresses.find((email) => email.id === user.primaryEmailAddressId) ?? emailAddresses[0];
}

/** What to call a user: name, else user name, else e-mail address, else id. */
export function displayName(record: UserRecord): string {
  const { user } = record;
  const fullName = [user.firstName, user.lastName].filter((part) => part).join(' ');
  return fullName || user.username || primaryEmailAddress(record)?.emailAddress || user.id;
}
