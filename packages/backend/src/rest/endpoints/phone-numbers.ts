import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint.js';
import type { DeletedObject } from '../resources/deleted-object.js';
import type { PhoneNumber } from '../resources/phone-number.js';

/** Parameters of {@link PhoneNumbersApi.createPhoneNumber}. */
export interface CreatePhoneNumberParams {
  /** The user who gets it, `user_…`. */
  readonly userId: string;
  /** Phone number in E.164 form. */
  readonly phoneNumber: string;
  /** Whether it counts as verified. Default false. */
  readonly verified?: boolean;
  /** Whether it becomes the primary one. Default false. */
  readonly primary?: boolean;
  /** Whether it serves as second factor only. Default false. */
  readonly reservedForSecondFactor?: boolean;
}

/** Parameters of {@link PhoneNumbersApi.updatePhoneNumber}. */
export interface UpdatePhoneNumberParams {
  /** Whether it counts as verified. Default false. */
  readonly verified?: boolean;
  /** Whether it becomes the primary one. Default false. */
  readonly primary?: boolean;
  /** Whether it serves as second factor only. Default false. */
  readonly reservedForSecondFactor?: boolean;
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
   * Takes a phone number from its user.
   * @param phoneNumberId - `idn_…`
   * @throws {ClerkAPIResponseError} 400, 401, 403, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | DELETE /phone_numbers/\{phone_number_id\}}
   */
  deletePhoneNumber(phoneNumberId: string, options?: CallOptions): Promise<DeletedObject>;
}

/** Routes of {@link PhoneNumbersApi}. */
export const phoneNumbers = endpoints<PhoneNumbersApi>()({
  getPhoneNumber: 'GET /phone_numbers/{phoneNumberId}',
  createPhoneNumber: 'POST /phone_numbers',
  updatePhoneNumber: 'PATCH /phone_numbers/{phoneNumberId}',
  deletePhoneNumber: 'DELETE /phone_numbers/{phoneNumberId}',
});
