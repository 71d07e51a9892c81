/** A key with which a user or an organization calls your API. */
export interface APIKeyJSON {
  readonly object: 'api_key';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Kind of the key, `api_key`. */
  readonly type: string;
  /** Name shown to people. */
  readonly name: string;
  /** Whom it authenticates: a user, organization or machine id. */
  readonly subject: string;
  /** Scopes it grants. */
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
  /** User who created it. */
  readonly created_by: string | null;
  /** What it is for, as text for people. */
  readonly description: string | null;
  /** When it was last used; Unix time in ms, null for never. */
  readonly last_used_at: number | null;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** The key itself; only in the answer that created it. */
  readonly secret?: string;
}
