/** A token with which one machine calls another. */
export interface M2MTokenJSON {
  readonly object: 'machine_to_machine_token';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Machine that created it, `mch_…`. */
  readonly subject: string;
  /** Machines that may verify it. */
  readonly scopes: readonly string[];
  /** Custom claims, as they were given. */
  readonly claims: Readonly<Record<string, unknown>> | null;
  /** Whether it was revoked. */
  readonly revoked: boolean;
  /** Reason of the revocation, if one was given. */
  readonly revocation_reason: string | null;
  /** Whether its time is over. */
  readonly expired: boolean;
  /** When it expires; Unix time in ms, null for never. */
  readonly expiration: number | null;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** The token itself; only in the answer that created it. */
  readonly token?: string;
}
