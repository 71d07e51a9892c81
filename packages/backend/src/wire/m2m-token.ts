/** A token with which one machine calls another. */
export interface M2MTokenJSON {
  readonly object: 'machine_to_machine_token';
  readonly id: string;
  readonly subject: string;
  readonly scopes: readonly string[];
  readonly claims: Readonly<Record<string, unknown>> | null;
  readonly revoked: boolean;
  readonly revocation_reason: string | null;
  readonly expired: boolean;
  readonly expiration: number | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly token?: string;
}
