import type { UserJSON } from '@acme/backend/wire';
import { imageUrl } from '../store/image-url.js';
import type { Instance } from '../instance/instance.js';
import { enterpriseAccountJSON } from './enterprise-accounts.js';
import { externalAccountJSON } from './external-account.js';
import { hasSecondFactor } from './has-second-factor.js';
import { passkeyJSON } from './passkey.js';
import { phoneNumberJSON } from './phone-number-json.js';
import type { Row } from '../store/collection.js';
import type { UserRecord } from './user-record.js';
import { emailAddressJSON } from './email-address-json.js';

/** Password attempts before a lock. The emulator never locks an account by itself, so all remain. */
const verificationAttempts = 100;

/** A user as the Backend API shows it. */
export function userJSON(instance: Pick<Instance, 'url' | 'now'>, record: UserRecord): UserJSON {
  const { user, emailAddresses, phoneNumbers, web3Wallets, passkeys, externalAccounts, hasTotp, hasBackupCodes } =
    record;
  const picture = imageUrl(instance, user.imageId, user.id);
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
    email_addresses: emailAddresses.map((row) => emailAddressJSON(instance, row, record)),
    phone_numbers: phoneNumbers.map((row) => phoneNumberJSON(instance, row, record.verifications)),
    web3_wallets: web3Wallets.map(withoutScope),
    passkeys: passkeys.filter(({ verified }) => verified).map((row) => passkeyJSON(instance, row)),
    external_accounts: externalAccounts.map((row) => externalAccountJSON(instance, row)),
    enterprise_accounts: record.enterpriseAccounts.map(enterpriseAccountJSON),
    ...{ saml_accounts: [] },
    organization_memberships: [],
    password_enabled: user.passwordDigest !== null,
    password_last_updated_at: user.passwordUpdatedAt,
    two_factor_enabled: hasSecondFactor(record),
    totp_enabled: hasTotp,
    backup_code_enabled: hasBackupCodes,
    mfa_enabled_at: null,
    mfa_disabled_at: null,
    last_sign_in_at: user.lastSignInAt,
    last_active_at: user.lastActiveAt,
    banned: user.banned,
    locked: user.locked,
    lockout_expires_in_seconds: null,
    verification_attempts_remaining: verificationAttempts,
    delete_self_enabled: user.deleteSelfEnabled,
    create_organization_enabled: user.createOrganizationEnabled,
    create_organizations_limit: user.createOrganizationsLimit,
    legal_accepted_at: user.legalAcceptedAt,
    created_at: user.createdAt,
    updated_at: user.updatedAt,
  };
}

/** Wallets are stored in wire form. */
function withoutScope<T extends Row<object>>(row: T): Omit<T, 'scope' | 'createdAt' | 'updatedAt'> {
  const { scope, createdAt, updatedAt, ...shown } = row;
  return shown;
}
