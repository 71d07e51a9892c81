import type { verifyToken } from '@acme/backend';
import type { createAuthenticateRequest } from '@acme/backend/internal';

// Types of 2.x and 4.x that nothing here uses; old programs import them.

/** A value or null. */
export type Nullable<T> = T | null;

/** One error in the JSON of a failed call of 2.x. */
export interface ClerkServerErrorJSON {
  readonly code: string;
  readonly message: string;
  readonly long_message: string;
}

/** Options of `verifyToken` that 4.x did not require. */
export type OptionalVerifyTokenOptions = Partial<Parameters<typeof verifyToken>[1]>;

/** Options of `verifyToken` of which 4.x required one. */
export type RequiredVerifyTokenOptions = Pick<OptionalVerifyTokenOptions, 'secretKey' | 'jwtKey'>;

/** Options of `createAuthenticateRequest`. */
export type CreateAuthenticateRequestOptions = Parameters<typeof createAuthenticateRequest>[0];

/** How far a sign-in is. */
export type SignInStatus =
  'needs_identifier' | 'needs_first_factor' | 'needs_second_factor' | 'needs_new_password' | 'complete' | 'abandoned';

/** Whether an attribute must be given to sign up. */
export type SignUpAttributeRequirements = 'required' | 'optional' | 'off' | 'on';
