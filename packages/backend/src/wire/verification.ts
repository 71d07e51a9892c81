/** How far a verification is. */
export type VerificationStatus = 'unverified' | 'verified' | 'transferable' | 'failed' | 'expired';

/** State of the verification of an identification. */
export interface VerificationJSON {
  /** How far the verification is. */
  readonly status: VerificationStatus;
  /** How it is verified, for example `email_code` or `oauth_google`. */
  readonly strategy: string;
  /** Where to send the person for verification. */
  readonly external_verification_redirect_url?: string | null;
  /** How many times verification was tried. */
  readonly attempts: number | null;
  /** When it expires; Unix time in ms. */
  readonly expire_at: number | null;
  /** What a wallet must sign. */
  readonly nonce?: string | null;
  /** Client on which it was verified. */
  readonly verified_at_client?: string;
  /** Kept for compatibility; always null. */
  readonly message?: string | null;
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Kind of the verification, for example `verification_otp`. */
  readonly object?: string;
}
