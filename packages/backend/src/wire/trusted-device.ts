/** A device a user has enrolled with a key of its own. */
export interface TrustedDeviceJSON {
  readonly object: 'trusted_device';
  readonly id: string;
  readonly platform: 'ios' | 'android';
  readonly app_identifier: string;
  readonly name?: string | null;
  readonly algorithm: string;
  readonly status: 'active' | 'revoked';
  readonly created_at: number;
  readonly updated_at: number;
  readonly last_used_at?: number | null;
  readonly revoked_at?: number | null;
}
