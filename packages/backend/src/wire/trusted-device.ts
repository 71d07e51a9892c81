/** A device a user has enrolled with a key of its own. */
export interface TrustedDeviceJSON {
  readonly object: 'trusted_device';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Operating system. */
  readonly platform: 'ios' | 'android';
  /** Bundle id or package name of the app. */
  readonly app_identifier: string;
  /** Name given by the person. */
  readonly name?: string | null;
  /** Algorithm of the key, `ES256`. */
  readonly algorithm: string;
  /** Whether it can still be used. */
  readonly status: 'active' | 'revoked';
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** When it was last used; Unix time in ms, null for never. */
  readonly last_used_at?: number | null;
  /** When it was revoked; Unix time in ms. */
  readonly revoked_at?: number | null;
}
