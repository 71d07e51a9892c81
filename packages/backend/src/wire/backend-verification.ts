/** State of a verification that the backend carries out. */
export interface BackendVerificationJSON {
  readonly object: 'verification';
  /** Identifier to attempt it with. */
  readonly id: string;
  /** How far it is. */
  readonly status: string;
  /** How it is verified, for example `email_code`. */
  readonly strategy: string;
  /** How many times it was tried. */
  readonly attempts: number | null;
  /** When it expires; Unix time in ms. */
  readonly expire_at: number | null;
  /** How a code was sent to a phone, for example `sms`. */
  readonly channel?: string;
}
