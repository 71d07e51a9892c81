import type { BackendVerificationJSON } from '../../wire/backend-verification.js';
import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { EmailAddress } from '../resources/email-address.js';

/** Parameters of {@link EmailAddressesApi.createEmailAddress}. */
export interface CreateEmailAddressParams {
  /** The user who gets it, `user_…`. */
  readonly userId: string;
  /** E-mail address. */
  readonly emailAddress: string;
  /** Whether it is verified. Default false. */
  readonly verified?: boolean | undefined;
  /** Whether it becomes the primary one. Default false. */
  readonly primary?: boolean | undefined;
  /** Whether the old primary address receives an e-mail about the new one. Default false. */
  readonly notifyPrimaryEmailAddressChanged?: boolean | undefined;
}

/** Parameters of {@link EmailAddressesApi.updateEmailAddress}. */
export interface UpdateEmailAddressParams {
  /** Whether it is verified. Default false. */
  readonly verified?: boolean | undefined;
  /** Whether it becomes the primary one. Default false. */
  readonly primary?: boolean | undefined;
  /** Whether the old primary address receives an e-mail about the new one. Default false. */
  readonly notifyPrimaryEmailAddressChanged?: boolean | undefined;
}

/** Parameters of {@link EmailAddressesApi.attemptVerification}. */
export interface AttemptEmailAddressVerificationParams {
  /** Identifier that `prepareVerification` answered. */
  readonly verificationId: string;
  /** The code the person got. */
  readonly code: string;
}

/** E-mail addresses of users. */
export interface EmailAddressesApi {
  /**
   * Gets an e-mail address.
   * @param emailAddressId - `idn_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /email_addresses/\{email_address_id\}}
   */
  getEmailAddress(emailAddressId: string, options?: CallOptions): Promise<EmailAddress>;
  /**
   * Adds an e-mail address to a user.
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404, 409, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /email_addresses}
   */
  createEmailAddress(params: CreateEmailAddressParams, options?: CallOptions): Promise<EmailAddress>;
  /**
   * Marks an e-mail address as verified or makes it the primary one.
   * @param emailAddressId - `idn_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 409
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /email_addresses/\{email_address_id\}}
   */
  updateEmailAddress(
    emailAddressId: string,
    params?: UpdateEmailAddressParams,
    options?: CallOptions,
  ): Promise<EmailAddress>;
  /**
   * Removes an e-mail address from its user.
   * @param emailAddressId - `idn_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 409
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /email_addresses/\{email_address_id\}}
   */
  deleteEmailAddress(emailAddressId: string, options?: CallOptions): Promise<DeletedObject>;
  /**
   * Sends a code to an e-mail address.
   * @param emailAddressId - `idn_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /email_addresses/\{email_address_id\}/prepare_verification}
   */
  prepareVerification(emailAddressId: string, options?: CallOptions): Promise<BackendVerificationJSON>;
  /**
   * Verifies an e-mail address with the code that was sent to it.
   * @param emailAddressId - `idn_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /email_addresses/\{email_address_id\}/attempt_verification}
   */
  attemptVerification(
    emailAddressId: string,
    params: AttemptEmailAddressVerificationParams,
    options?: CallOptions,
  ): Promise<BackendVerificationJSON>;
}

/** Routes of {@link EmailAddressesApi}. */
export const emailAddresses = endpoints<EmailAddressesApi>()({
  getEmailAddress: 'GET /email_addresses/{emailAddressId}',
  createEmailAddress: 'POST /email_addresses',
  updateEmailAddress: 'PATCH /email_addresses/{emailAddressId}',
  deleteEmailAddress: 'DELETE /email_addresses/{emailAddressId}',
  prepareVerification: 'POST /email_addresses/{emailAddressId}/prepare_verification',
  attemptVerification: 'POST /email_addresses/{emailAddressId}/attempt_verification',
});
