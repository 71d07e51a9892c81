/** A key with which a user or an organization calls your API. */
export interface APIKeyJSON {
  readonly object: 'api_key';
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly subject: string;
  readonly scopes: readonly string[];
  readonly claims: Readonly<Record<string, unknown>> | null;
  readonly revoked: boolean;
  readonly revocation_reason: string | null;
  readonly expired: boolean;
  readonly expiration: number | null;
  readonly created_by: string | null;
  readonly description: string | null;
  readonly last_used_at: number | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly secret?: string;
}
