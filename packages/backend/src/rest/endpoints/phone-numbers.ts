import type { BackendVerificationJSON } from '../../wire/backend-verification.js';
import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { PhoneNumber } from '../resources/phone-number.js';

/** Parameters of {@link PhoneNumbersApi.createPhoneNumber}. */
export interface CreatePhoneNumberParams {
  /** The user who gets it, `user_…`. */
  readonly userId: string;
  /** Phone number in E.164 form. */
  readonly phoneNumber: string;
  /** Whether it is verified. Default false. */
  readonly verified?: boolean | undefined;
  /** Whether it becomes the primary one. Default false. */
  readonly primary?: boolean | undefined;
  /** Whether it serves as second factor only. Default false. */
  readonly reservedForSecondFactor?: boolean | undefined;
}

/** Parameters of {@link PhoneNumbersApi.updatePhoneNumber}. */
export interface UpdatePhoneNumberParams {
  /** Whether it is verified. Default false. */
  readonly verified?: boolean | undefined;
  /** Whether it becomes the primary one. Default false. */
  readonly primary?: boolean | undefined;
  /** Whether it serves as second factor only. Default false. */
  readonly reservedForSecondFactor?: boolean | undefined;
}

/** Parameters of {@link PhoneNumbersApi.attemptVerification}. */
export interface AttemptPhoneNumberVerificationParams {
  /** Identifier that `prepareVerification` answered. */
  readonly verificationId: string;
  /** The code the person got. */
  readonly code: string;
}

/** Phone numbers of users. */
export interface PhoneNumbersApi {
  /**
   * Gets a phone number.
   * @param phoneNumberId - `idn_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /phone_numbers/\{phone_number_id\}}
   */
  getPhoneNumber(phoneNumberId: string, options?: CallOptions): Promise<PhoneNumber>;
  /**
   * Adds a phone number to a user.
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /phone_numbers}
   */
  createPhoneNumber(params: CreatePhoneNumberParams, options?: CallOptions): Promise<PhoneNumber>;
  /**
   * Marks a phone number as verified, as primary or as second factor.
   * @param phoneNumberId - `idn_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /phone_numbers/\{phone_number_id\}}
   */
  updatePhoneNumber(
    phoneNumberId: string,
    params?: UpdatePhoneNumberParams,
    options?: CallOptions,
  ): Promise<PhoneNumber>;
  /**
   * Removes a phone number from its user.
   * @param phoneNumberId - `idn_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /phone_numbers/\{phone_number_id\}}
   */
  deletePhoneNumber(phoneNumberId: string, options?: CallOptions): Promise<DeletedObject>;
  /**
   * Sends a code to a phone number.
   * @param phoneNumberId - `idn_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`, 429
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /phone_numbers/\{phone_number_id\}/prepare_verification}
   */
  prepareVerification(phoneNumberId: string, options?: CallOptions): Promise<BackendVerificationJSON>;
  /**
   * Verifies a phone number with the code that was sent to it.
   * @param phoneNumberId - `idn_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /phone_numbers/\{phone_number_id\}/attempt_verification}
   */
  attemptVerification(
    phoneNumberId: string,
    params: AttemptPhoneNumberVerificationParams,
    options?: CallOptions,
  ): Promise<BackendVerificationJSON>;
}

/** Routes of {@link PhoneNumbersApi}. */
export const phoneNumbers = endpoints<PhoneNumbersApi>()({
  getPhoneNumber: 'GET /phone_numbers/{phoneNumberId}',
  createPhoneNumber: 'POST /phone_numbers',
  updatePhoneNumber: 'PATCH /phone_numbers/{phoneNumberId}',
  deletePhoneNumber: 'DELETE /phone_numbers/{phoneNumberId}',
  prepareVerification: 'POST /phone_numbers/{phoneNumberId}/prepare_verification',
  attemptVerification: 'POST /phone_numbers/{phoneNumberId}/attempt_verification',
});
