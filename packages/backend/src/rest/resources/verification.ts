import type { VerificationJSON, VerificationStatus } from '../../wire/verification.js';
import { orNull, resource } from '../resource.js';

/** State of the verification of an identification. */
export class Verification {
  /** How far the verification is. */
  declare readonly status: VerificationStatus;
  /** How it is verified, for example `email_code` or `oauth_google`. */
  declare readonly strategy: string;
  /** Where to send the person for verification. */
  declare readonly externalVerificationRedirectURL: URL | null;
  /** How many times verification was tried. */
  declare readonly attempts: number | null;
  /** When it expires; Unix time in ms. */
  declare readonly expireAt: number | null;
  /** What a wallet must sign. */
  declare readonly nonce: string | null;
  /** Kept for compatibility; always null. */
  declare readonly message: string | null;
}

/** Reads `VerificationJSON`. */
export const verification = resource<VerificationJSON>()(undefined, Verification, ['status', 'strategy'], {
  externalVerificationRedirectURL: (_, json) => toUrl(json.external_verification_redirect_url),
  attempts: orNull(),
  expireAt: orNull(),
  nonce: orNull(),
  message: () => null,
});

function toUrl(value: unknown): URL | null {
  if (typeof value !== 'string') return null;
  try {
    return new URL(value);
  } catch {
    // One malformed URL must not make a whole answer unreadable.
    return null;
  }
}
