/** How far a verification is. */
export type VerificationStatus = 'unverified' | 'verified' | 'transferable' | 'failed' | 'expired';

/** State of the verification of an identification. */
export interface VerificationJSON {
  readonly status: VerificationStatus;
  readonly strategy: string;
  /** Where to send the person for verification. */
  readonly external_verification_redirect_url?: string | null;
  readonly attempts: number | null;
  readonly expire_at: number | null;
  readonly nonce?: string | null;
  /** Client on which it was verified. */
  readonly verified_at_client?: string;
  readonly message?: string | null;
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Kind of the verification, for example `verification_otp`. */
  readonly object?: string;
}
