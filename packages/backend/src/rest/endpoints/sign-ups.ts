import type { CallOptions } from '../call-options.js';
import { endpoints } from '../endpoint-group.js';
import type { SignUpAttempt } from '../resources/sign-up.js';

/** Parameters of {@link SignUpsApi.update}. */
export interface UpdateSignUpParams {
  /** The sign-up, `sua_…`. */
  readonly signUpAttemptId: string;
  /** Identifier of the user in your own system. */
  readonly externalId?: string | null | undefined;
  /** Whether the application must act before the sign-up can be finished. */
  readonly customAction?: boolean | null | undefined;
}

/** Sign-ups in progress. */
export interface SignUpsApi {
  /**
   * Gets a sign-up.
   * @param signUpAttemptId - `sua_…`
   * @throws {ClerkAPIResponseError} 403
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /sign_ups/\{sign_up_attempt_id\}}
   */
  get(signUpAttemptId: string, options?: CallOptions): Promise<SignUpAttempt>;
  /**
   * Changes a sign-up; what is not given stays.
   * @throws {ClerkAPIResponseError} 403
   * @see {@link https://clerk.com/docs/reference/backend-api | PATCH /sign_ups/\{sign_up_attempt_id\}}
   */
  update(params: UpdateSignUpParams, options?: CallOptions): Promise<SignUpAttempt>;
}

/** Routes of {@link SignUpsApi}. */
export const signUps = endpoints<SignUpsApi>()({
  get: 'GET /sign_ups/{signUpAttemptId}',
  update: 'PATCH /sign_ups/{signUpAttemptId}',
});
