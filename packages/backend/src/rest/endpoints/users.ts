import type { OrganizationInvitationStatus } from '../../wire/organization-invitation.js';
import type { CallOptions } from '../call-options.js';
import type { Caller } from '../endpoint-group.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise } from '../page-promise.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { EmailAddress } from '../resources/email-address.js';
import type { OauthAccessToken } from '../resources/oauth-access-token.js';
import type { OrganizationInvitation } from '../resources/organization-invitation.js';
import type { OrganizationMembership } from '../resources/organization-membership.js';
import type { PhoneNumber } from '../resources/phone-number.js';
import type { TrustedDevice } from '../resources/trusted-device.js';
import type { User } from '../resources/user.js';
import type { UserID } from '../resources/user-id.js';
import type { PaginationParams, WithSign } from './params.js';
import { splitMetadata } from './split-metadata.js';

/** How a password digest was made, for imports. */
export type PasswordHasher =
  | 'argon2i'
  | 'argon2id'
  | 'awscognito'
  | 'bcrypt'
  | 'bcrypt_sha256_django'
  | 'md5'
  | 'pbkdf2_sha256'
  | 'pbkdf2_sha256_django'
  | 'pbkdf2_sha1'
  | 'phpass'
  | 'scrypt_firebase'
  | 'scrypt_werkzeug'
  | 'sha256'
  | 'md5_phpass'
  | 'ldap_ssha';

/** Parameters of {@link UsersApi.getUserList}. */
export interface GetUserListParams extends PaginationParams {
  /** E-mail addresses. */
  readonly emailAddress?: readonly string[] | undefined;
  /** Phone numbers in E.164 form. */
  readonly phoneNumber?: readonly string[] | undefined;
  /** User names. */
  readonly username?: readonly string[] | undefined;
  /** Wallet addresses. */
  readonly web3Wallet?: readonly string[] | undefined;
  /** Text that part of an e-mail address, phone number, user name, wallet, id or name contains. */
  readonly query?: string | undefined;
  /** User ids; a leading `-` excludes the user. */
  readonly userId?: readonly string[] | undefined;
  /** Identifiers in your own system; a leading `-` excludes the user. */
  readonly externalId?: readonly string[] | undefined;
  /** Order; a leading `-` reverses it. */
  readonly orderBy?:
    | WithSign<
        | 'email_address'
        | 'created_at'
        | 'phone_number'
        | 'first_name'
        | 'last_name'
        | 'username'
        | 'updated_at'
        | 'web3wallet'
        | 'last_active_at'
        | 'last_sign_in_at'
      >
    | undefined;
  /** Active at this time or later; Unix time in ms. @deprecated Use `lastActiveAtAfter`. */
  readonly last_active_at_since?: number | undefined;
  /** Last active before this time; Unix time in ms. */
  readonly lastActiveAtBefore?: number | undefined;
  /** Last active after this time; Unix time in ms. */
  readonly lastActiveAtAfter?: number | undefined;
  /** Created before this time; Unix time in ms. */
  readonly createdAtBefore?: number | undefined;
  /** Created after this time; Unix time in ms. */
  readonly createdAtAfter?: number | undefined;
  /** Last signed in after this time; Unix time in ms. */
  readonly lastSignInAtAfter?: number | undefined;
  /** Last signed in before this time; Unix time in ms. */
  readonly lastSignInAtBefore?: number | undefined;
  /** Ids of organizations they are members of; a leading `-` excludes the members. */
  readonly organizationId?: readonly string[] | undefined;
  /** Text that part of an e-mail address contains. */
  readonly emailAddressQuery?: string | undefined;
  /** Text that part of a phone number contains. */
  readonly phoneNumberQuery?: string | undefined;
  /** Text that part of the user name contains. */
  readonly usernameQuery?: string | undefined;
  /** Text that part of the first or last name contains. */
  readonly nameQuery?: string | undefined;
  /** Only those who are banned, or only those who are not. */
  readonly banned?: boolean | undefined;
  /** Only those with an account at this OAuth provider, for example `oauth_google`. */
  readonly provider?: string | undefined;
  /** Identifiers of the people at `provider`. */
  readonly providerUserId?: readonly string[] | undefined;
}

/** Parameters of {@link UsersApi.createUser}. */
export interface CreateUserParams {
  /** Identifier of the user in your own system. */
  readonly externalId?: string | undefined;
  /** E-mail addresses; the first one becomes the primary one. */
  readonly emailAddress?: readonly string[] | undefined;
  /** State of each e-mail address, in their order. Default `verified`. */
  readonly emailAddressIdentificationStatus?: readonly ('verified' | 'reserved')[] | undefined;
  /** Phone numbers in E.164 form; the first one becomes the primary one. */
  readonly phoneNumber?: readonly string[] | undefined;
  /** State of each phone number, in their order. Default `verified`. */
  readonly phoneNumberIdentificationStatus?: readonly ('verified' | 'reserved')[] | undefined;
  /** User name. */
  readonly username?: string | undefined;
  /** Password in plain text. */
  readonly password?: string | undefined;
  /** First name. */
  readonly firstName?: string | undefined;
  /** Last name. */
  readonly lastName?: string | undefined;
  /** Preferred language, BCP 47. */
  readonly locale?: string | undefined;
  /** Time zone, a name of the IANA database. */
  readonly timezone?: string | undefined;
  /** Whether the rules for passwords do not apply. Default false. */
  readonly skipPasswordChecks?: boolean | undefined;
  /** Whether the user may be without a password although the instance wants one. Default false. */
  readonly skipPasswordRequirement?: boolean | undefined;
  /** Whether the legal documents need not be accepted. Default false. */
  readonly skipLegalChecks?: boolean | undefined;
  /** When the legal documents were accepted. */
  readonly legalAcceptedAt?: Date | undefined;
  /** Secret of an authenticator app, base32. */
  readonly totpSecret?: string | undefined;
  /** Backup codes. */
  readonly backupCodes?: readonly string[] | undefined;
  /** When the user was made, for imports. Default: now. */
  readonly createdAt?: Date | undefined;
  /** Whether the user is banned from the start. Default false. */
  readonly banned?: boolean | undefined;
  /** Whether the user is locked from the start. Default false. */
  readonly locked?: boolean | undefined;
  /** Data that the frontend may read. */
  readonly publicMetadata?: UserPublicMetadata | undefined;
  /** Data that only the backend sees. */
  readonly privateMetadata?: UserPrivateMetadata | undefined;
  /** Data that the frontend may read and write. */
  readonly unsafeMetadata?: UserUnsafeMetadata | undefined;
  /** Hash of the password, for imports; needs `passwordHasher`. */
  readonly passwordDigest?: string | undefined;
  /** How `passwordDigest` was made. */
  readonly passwordHasher?: PasswordHasher | undefined;
  /** Wallet addresses; the first one becomes the primary one. */
  readonly web3Wallet?: readonly string[] | undefined;
  /** Whether the user may delete the account. */
  readonly deleteSelfEnabled?: boolean | undefined;
  /** Whether the user may create organizations. */
  readonly createOrganizationEnabled?: boolean | undefined;
  /** How many organizations the user may create; 0 for no limit. */
  readonly createOrganizationsLimit?: number | undefined;
  /** Whether sign-in from a new device needs no extra check. Default false. */
  readonly bypassClientTrust?: boolean | undefined;
}

/** Parameters of {@link UsersApi.updateUser}. */
export interface UpdateUserParams {
  /** First name. */
  readonly firstName?: string | undefined;
  /** Last name. */
  readonly lastName?: string | undefined;
  /** User name. */
  readonly username?: string | undefined;
  /** Password in plain text. */
  readonly password?: string | undefined;
  /** Whether the rules for passwords do not apply. Default false. */
  readonly skipPasswordChecks?: boolean | undefined;
  /** Whether the other sessions of the user end. Default false. */
  readonly signOutOfOtherSessions?: boolean | undefined;
  /** Which e-mail address becomes the primary one, `idn_…`. It must be verified. */
  readonly primaryEmailAddressID?: string | undefined;
  /** Whether the old primary address receives an e-mail about the new one. Default false. */
  readonly notifyPrimaryEmailAddressChanged?: boolean | undefined;
  /** Which phone number becomes the primary one, `idn_…`. It must be verified. */
  readonly primaryPhoneNumberID?: string | undefined;
  /** Which wallet becomes the primary one, `idn_…`. It must be verified. */
  readonly primaryWeb3WalletID?: string | undefined;
  /** Which uploaded picture to use. */
  readonly profileImageID?: string | undefined;
  /** Secret of an authenticator app, base32. */
  readonly totpSecret?: string | undefined;
  /** New backup codes; the old ones stop working. */
  readonly backupCodes?: readonly string[] | undefined;
  /** Identifier of the user in your own system. */
  readonly externalId?: string | undefined;
  /** When the user was made, for imports. */
  readonly createdAt?: Date | undefined;
  /** Whether the legal documents need not be accepted. Default false. */
  readonly skipLegalChecks?: boolean | undefined;
  /** When the legal documents were accepted. */
  readonly legalAcceptedAt?: Date | undefined;
  /** Preferred language, BCP 47. */
  readonly locale?: string | undefined;
  /** Time zone, a name of the IANA database. */
  readonly timezone?: string | undefined;
  /** Whether the user may delete the account. */
  readonly deleteSelfEnabled?: boolean | undefined;
  /** Whether the user may create organizations. */
  readonly createOrganizationEnabled?: boolean | undefined;
  /** How many organizations the user may create; 0 for no limit. */
  readonly createOrganizationsLimit?: number | undefined;
  /** Replaces the public metadata. @deprecated Use `replaceUserMetadata`. */
  readonly publicMetadata?: UserPublicMetadata | undefined;
  /** Replaces the private metadata. @deprecated Use `replaceUserMetadata`. */
  readonly privateMetadata?: UserPrivateMetadata | undefined;
  /** Replaces the unsafe metadata. @deprecated Use `replaceUserMetadata`. */
  readonly unsafeMetadata?: UserUnsafeMetadata | undefined;
  /** Hash of the password, for imports; needs `passwordHasher`. */
  readonly passwordDigest?: string | undefined;
  /** How `passwordDigest` was made. */
  readonly passwordHasher?: PasswordHasher | undefined;
  /** Whether sign-in from a new device needs no extra check. */
  readonly bypassClientTrust?: boolean | undefined;
}

/** Parameters of {@link UsersApi.replaceUserEmailAddress}. */
export interface ReplaceUserEmailAddressParams {
  /** E-mail address. */
  readonly emailAddress: string;
  /** Whether the old address receives an e-mail about the new one. Default false. */
  readonly notifyPrimaryEmailAddressChanged?: boolean | undefined;
}

/** Parameters of {@link UsersApi.replaceUserPhoneNumber}. */
export interface ReplaceUserPhoneNumberParams {
  /** Phone number in E.164 form. */
  readonly phoneNumber: string;
}

/** Parameters of {@link UsersApi.updateUserProfileImage}. */
export interface UpdateUserProfileImageParams {
  /** The picture: PNG, JPEG, GIF or WebP, up to 10 MB. */
  readonly file: Blob;
}

/** Parameters of {@link UsersApi.updateUserMetadata}. */
export interface UpdateUserMetadataParams {
  /** Data that the frontend may read. */
  readonly publicMetadata?: UserPublicMetadata | undefined;
  /** Data that only the backend sees. */
  readonly privateMetadata?: UserPrivateMetadata | undefined;
  /** Data that the frontend may read and write. */
  readonly unsafeMetadata?: UserUnsafeMetadata | undefined;
}

/** Parameters of {@link UsersApi.replaceUserMetadata}. */
export interface ReplaceUserMetadataParams {
  /** Data that the frontend may read. */
  readonly publicMetadata?: UserPublicMetadata | undefined;
  /** Data that only the backend sees. */
  readonly privateMetadata?: UserPrivateMetadata | undefined;
  /** Data that the frontend may read and write. */
  readonly unsafeMetadata?: UserUnsafeMetadata | undefined;
}

/** Parameters of {@link UsersApi.getCount}. */
export interface GetUserCountParams {
  /** E-mail address. */
  readonly emailAddress?: readonly string[] | undefined;
  /** Phone number in E.164 form. */
  readonly phoneNumber?: readonly string[] | undefined;
  /** User name. */
  readonly username?: readonly string[] | undefined;
  /** Wallet addresses. */
  readonly web3Wallet?: readonly string[] | undefined;
  /** Text to look for. */
  readonly query?: string | undefined;
  /** The user, `user_…`. */
  readonly userId?: readonly string[] | undefined;
  /** Identifier of the user in your own system. */
  readonly externalId?: readonly string[] | undefined;
}

/** Parameters of {@link UsersApi.getOrganizationMembershipList}. */
export interface GetUserOrganizationMembershipListParams extends PaginationParams {
  /** The user, `user_…`. */
  readonly userId: string;
}

/** Parameters of {@link UsersApi.getOrganizationInvitationList}. */
export interface GetUserOrganizationInvitationListParams extends PaginationParams {
  /** The user, `user_…`. */
  readonly userId: string;
  /** Only those in this state. */
  readonly status?: OrganizationInvitationStatus | undefined;
}

/** Parameters of {@link UsersApi.removePassword}. */
export interface RemovePasswordParams {
  /** Whether the other sessions of the user end. Default false. */
  readonly signOutOfOtherSessions?: boolean | undefined;
}

/** Parameters of {@link UsersApi.verifyPassword}. */
export interface VerifyPasswordParams {
  /** The user, `user_…`. */
  readonly userId: string;
  /** The password to check. */
  readonly password: string;
}

/** Parameters of {@link UsersApi.verifyTOTP}. */
export interface VerifyTOTPParams {
  /** The user, `user_…`. */
  readonly userId: string;
  /** Six digits, or a backup code. */
  readonly code: string;
}

/** Parameters of {@link UsersApi.deleteUserPasskey}. */
export interface DeleteUserPasskeyParams {
  /** The user, `user_…`. */
  readonly userId: string;
  /** The passkey, `idn_…`. */
  readonly passkeyIdentificationId: string;
}

/** Parameters of {@link UsersApi.deleteUserWeb3Wallet}. */
export interface DeleteUserWeb3WalletParams {
  /** The user, `user_…`. */
  readonly userId: string;
  /** The wallet, `idn_…`. */
  readonly web3WalletIdentificationId: string;
}

/** Parameters of {@link UsersApi.deleteUserExternalAccount}. */
export interface DeleteUserExternalAccountParams {
  /** The user, `user_…`. */
  readonly userId: string;
  /** The account, `eac_…`. */
  readonly externalAccountId: string;
}

/** Parameters of {@link UsersApi.setPasswordCompromised}. */
export interface SetPasswordCompromisedParams {
  /** Whether all sessions of the user end. Default false. */
  readonly revokeAllSessions?: boolean | undefined;
}

/** Parameters of {@link UsersApi.banUsers}. */
export interface BanUsersParams {
  /** The users, `user_…`. */
  readonly userIds: readonly string[];
}

/** Users. */
export interface UsersApi {
  /**
   * Gets users, newest first unless `orderBy` is given.
   * @throws {ClerkAPIResponseError} 400, 401, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /users}
   */
  getUserList(params?: GetUserListParams, options?: CallOptions): PagePromise<User>;
  /**
   * Gets a user.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 400, 401, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /users/\{user_id\}}
   */
  getUser(userId: string, options?: CallOptions): Promise<User>;
  /**
   * Makes a user. Which parameters are required depends on the settings of the instance.
   * @throws {ClerkAPIResponseError} 400, 401, 402, 403, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /users}
   */
  createUser(params: CreateUserParams, options?: CallOptions): Promise<User>;
  /**
   * Changes a user; what is not given stays. Metadata that is given replaces all of it, in a second request.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 400, 401, 404 `resource_not_found`, 409, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /users/\{user_id\}}
   */
  updateUser(userId: string, params?: UpdateUserParams, options?: CallOptions): Promise<User>;
  /**
   * Replaces all e-mail addresses of a user by one.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PUT /users/\{user_id\}/email_address}
   */
  replaceUserEmailAddress(
    userId: string,
    params: ReplaceUserEmailAddressParams,
    options?: CallOptions,
  ): Promise<EmailAddress>;
  /**
   * Replaces all phone numbers of a user by one.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PUT /users/\{user_id\}/phone_number}
   */
  replaceUserPhoneNumber(
    userId: string,
    params: ReplaceUserPhoneNumberParams,
    options?: CallOptions,
  ): Promise<PhoneNumber>;
  /**
   * Sets the picture of a user.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 400, 401, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /users/\{user_id\}/profile_image}
   */
  updateUserProfileImage(userId: string, params: UpdateUserProfileImageParams, options?: CallOptions): Promise<User>;
  /**
   * Merges metadata into that of a user, deeply; null removes a key.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 400, 401, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /users/\{user_id\}/metadata}
   */
  updateUserMetadata(userId: string, params: UpdateUserMetadataParams, options?: CallOptions): Promise<User>;
  /**
   * Replaces metadata of a user.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 400, 401, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | PUT /users/\{user_id\}/metadata}
   */
  replaceUserMetadata(userId: string, params: ReplaceUserMetadataParams, options?: CallOptions): Promise<User>;
  /**
   * Deletes a user with all sessions and memberships. Returns what was deleted.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 400, 401, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /users/\{user_id\}}
   */
  deleteUser(userId: string, options?: CallOptions): Promise<DeletedObject>;
  /**
   * Counts users.
   * @throws {ClerkAPIResponseError} 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /users/count}
   */
  getCount(params?: GetUserCountParams, options?: CallOptions): Promise<number>;
  /**
   * Gets the access tokens of a user at an OAuth provider, refreshed if necessary.
   * @param userId - `user_…`
   * @param provider - the provider, for example `google`
   * @throws {ClerkAPIResponseError} 400, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /users/\{user_id\}/oauth_access_tokens/oauth_\{provider\}}
   */
  getUserOauthAccessToken(userId: string, provider: string, options?: CallOptions): PagePromise<OauthAccessToken>;
  /**
   * Removes all second factors of a user.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 404 `resource_not_found`, 500
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /users/\{user_id\}/mfa}
   */
  disableUserMFA(userId: string, options?: CallOptions): Promise<UserID>;
  /**
   * Gets the memberships of a user.
   * @throws {ClerkAPIResponseError} 403
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /users/\{user_id\}/organization_memberships}
   */
  getOrganizationMembershipList(
    params: GetUserOrganizationMembershipListParams,
    options?: CallOptions,
  ): PagePromise<OrganizationMembership>;
  /**
   * Gets the invitations to organizations that a user has.
   * @throws {ClerkAPIResponseError} 400, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /users/\{user_id\}/organization_invitations}
   */
  getOrganizationInvitationList(
    params: GetUserOrganizationInvitationListParams,
    options?: CallOptions,
  ): PagePromise<OrganizationInvitation>;
  /**
   * Removes the password of a user.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 500
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /users/\{user_id\}/remove_password}
   */
  removePassword(userId: string, params?: RemovePasswordParams, options?: CallOptions): Promise<User>;
  /**
   * Checks a password.
   * @throws {ClerkAPIResponseError} 400, 404 `resource_not_found`, 422, 500
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /users/\{user_id\}/verify_password}
   */
  verifyPassword(params: VerifyPasswordParams, options?: CallOptions): Promise<{ readonly verified: true }>;
  /**
   * Checks a code of an authenticator app, or a backup code.
   * @throws {ClerkAPIResponseError} 400, 404 `resource_not_found`, 422, 500
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /users/\{user_id\}/verify_totp}
   */
  verifyTOTP(
    params: VerifyTOTPParams,
    options?: CallOptions,
  ): Promise<{ readonly verified: true; readonly code_type: 'totp' | 'backup_code' }>;
  /**
   * Bans a user: every session ends and sign-in is refused until `unbanUser`.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 402
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /users/\{user_id\}/ban}
   */
  banUser(userId: string, options?: CallOptions): Promise<User>;
  /**
   * Lifts a ban.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 402
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /users/\{user_id\}/unban}
   */
  unbanUser(userId: string, options?: CallOptions): Promise<User>;
  /**
   * Locks a user: sign-in is refused for the time that the instance sets, or until `unlockUser`.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 403
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /users/\{user_id\}/lock}
   */
  lockUser(userId: string, options?: CallOptions): Promise<User>;
  /**
   * Lifts a lock.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 403
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /users/\{user_id\}/unlock}
   */
  unlockUser(userId: string, options?: CallOptions): Promise<User>;
  /**
   * Removes the picture of a user.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /users/\{user_id\}/profile_image}
   */
  deleteUserProfileImage(userId: string, options?: CallOptions): Promise<User>;
  /**
   * Removes a passkey of a user.
   * @throws {ClerkAPIResponseError} 403, 404 `resource_not_found`, 500
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /users/\{user_id\}/passkeys/\{passkey_identification_id\}}
   */
  deleteUserPasskey(params: DeleteUserPasskeyParams, options?: CallOptions): Promise<DeletedObject>;
  /**
   * Removes a wallet of a user.
   * @throws {ClerkAPIResponseError} 400, 403, 404 `resource_not_found`, 500
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /users/\{user_id\}/web3_wallets/\{web3_wallet_identification_id\}}
   */
  deleteUserWeb3Wallet(params: DeleteUserWeb3WalletParams, options?: CallOptions): Promise<DeletedObject>;
  /**
   * Removes an account at an OAuth provider from a user.
   * @throws {ClerkAPIResponseError} 400, 403, 404 `resource_not_found`, 500
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /users/\{user_id\}/external_accounts/\{external_account_id\}}
   */
  deleteUserExternalAccount(params: DeleteUserExternalAccountParams, options?: CallOptions): Promise<DeletedObject>;
  /**
   * Removes the backup codes of a user.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 404 `resource_not_found`, 500
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /users/\{user_id\}/backup_code}
   */
  deleteUserBackupCodes(userId: string, options?: CallOptions): Promise<UserID>;
  /**
   * Removes the authenticator app of a user.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 404 `resource_not_found`, 500
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /users/\{user_id\}/totp}
   */
  deleteUserTOTP(userId: string, options?: CallOptions): Promise<UserID>;
  /**
   * Marks the password of a user as known to others; a new one must be chosen at the next sign-in.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /users/\{user_id\}/password/set_compromised}
   */
  setPasswordCompromised(userId: string, params?: SetPasswordCompromisedParams, options?: CallOptions): Promise<User>;
  /**
   * Withdraws the mark that the password of a user is compromised.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /users/\{user_id\}/password/unset_compromised}
   */
  unsetPasswordCompromised(userId: string, options?: CallOptions): Promise<User>;
  /**
   * Bans several users at once.
   * @throws {ClerkAPIResponseError} 400, 402
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /users/ban}
   */
  banUsers(params: BanUsersParams, options?: CallOptions): Promise<User[]>;
  /**
   * Lifts the ban of several users at once.
   * @throws {ClerkAPIResponseError} 400, 402
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /users/unban}
   */
  unbanUsers(params: BanUsersParams, options?: CallOptions): Promise<User[]>;
  /**
   * Gets the devices a user has enrolled.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /users/\{user_id\}/trusted_devices}
   */
  getTrustedDeviceList(userId: string, options?: CallOptions): PagePromise<TrustedDevice>;
  /**
   * Makes a device that a user has enrolled useless.
   * @param userId - `user_…`
   * @param trustedDeviceId - identifier of the device
   * @throws {ClerkAPIResponseError} 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /users/\{user_id\}/trusted_devices/\{trusted_device_id\}}
   */
  revokeTrustedDevice(userId: string, trustedDeviceId: string, options?: CallOptions): Promise<TrustedDevice>;
}

const notFilters: ReadonlySet<string> = new Set(['limit', 'offset', 'orderBy']);

/** The list has no count; it is requested separately, once. */
async function getUserList(call: Caller, params: GetUserListParams = {}): Promise<unknown> {
  const filter = Object.fromEntries(Object.entries(params).filter(([name]) => !notFilters.has(name)));
  const [data, totalCount] = await Promise.all([
    call({ query: { ...params } }),
    call.isFollowUp ? undefined : call({ query: filter }, 'GET /users/count'),
  ]);
  return { data, totalCount };
}

/** Metadata is replaced by an endpoint of its own; the other fields go first, if there are any. */
async function updateUser(call: Caller, userId: string, params: UpdateUserParams = {}): Promise<unknown> {
  const { metadata, fields } = splitMetadata(params);
  if (!metadata) return call({ path: { userId }, body: fields });
  if (Object.keys(fields).length > 0) await call({ path: { userId }, body: fields });
  return call({ path: { userId }, body: metadata }, 'PUT /users/{userId}/metadata');
}

function getUserOauthAccessToken(
  call: Caller,
  userId: string,
  provider: string,
  page: PaginationParams = {},
): Promise<unknown> {
  const segment = provider.startsWith('oauth_') ? provider : `oauth_${provider}`;
  return call({ path: { userId, provider: segment }, query: { ...page } });
}

async function userIdOf(call: Caller, userId: string): Promise<unknown> {
  const { toUserID } = await import('../resources/user-id.js');
  return toUserID(await call({ path: { userId } }));
}

/** Routes of {@link UsersApi}. */
export const users = endpoints<UsersApi>()({
  getUserList: ['GET /users', { list: true, run: getUserList }],
  getUser: 'GET /users/{userId}',
  createUser: 'POST /users',
  updateUser: ['PATCH /users/{userId}', { run: updateUser }],
  replaceUserEmailAddress: 'PUT /users/{userId}/email_address',
  replaceUserPhoneNumber: 'PUT /users/{userId}/phone_number',
  updateUserProfileImage: ['POST /users/{userId}/profile_image', { form: true }],
  updateUserMetadata: 'PATCH /users/{userId}/metadata',
  replaceUserMetadata: 'PUT /users/{userId}/metadata',
  deleteUser: 'DELETE /users/{userId}',
  getCount: 'GET /users/count',
  getUserOauthAccessToken: [
    'GET /users/{userId}/oauth_access_tokens/{provider}',
    { list: true, query: { paginated: 'true' }, run: getUserOauthAccessToken },
  ],
  disableUserMFA: ['DELETE /users/{userId}/mfa', { run: userIdOf }],
  getOrganizationMembershipList: ['GET /users/{userId}/organization_memberships', { list: true }],
  getOrganizationInvitationList: ['GET /users/{userId}/organization_invitations', { list: true }],
  removePassword: 'POST /users/{userId}/remove_password',
  verifyPassword: 'POST /users/{userId}/verify_password',
  verifyTOTP: 'POST /users/{userId}/verify_totp',
  banUser: 'POST /users/{userId}/ban',
  unbanUser: 'POST /users/{userId}/unban',
  lockUser: 'POST /users/{userId}/lock',
  unlockUser: 'POST /users/{userId}/unlock',
  deleteUserProfileImage: 'DELETE /users/{userId}/profile_image',
  deleteUserPasskey: 'DELETE /users/{userId}/passkeys/{passkeyIdentificationId}',
  deleteUserWeb3Wallet: 'DELETE /users/{userId}/web3_wallets/{web3WalletIdentificationId}',
  deleteUserExternalAccount: 'DELETE /users/{userId}/external_accounts/{externalAccountId}',
  deleteUserBackupCodes: ['DELETE /users/{userId}/backup_code', { run: userIdOf }],
  deleteUserTOTP: ['DELETE /users/{userId}/totp', { run: userIdOf }],
  setPasswordCompromised: ['POST /users/{userId}/password/set_compromised', { defaults: { revokeAllSessions: false } }],
  unsetPasswordCompromised: 'POST /users/{userId}/password/unset_compromised',
  banUsers: 'POST /users/ban',
  unbanUsers: 'POST /users/unban',
  getTrustedDeviceList: ['GET /users/{userId}/trusted_devices', { list: true }],
  revokeTrustedDevice: 'DELETE /users/{userId}/trusted_devices/{trustedDeviceId}',
});
