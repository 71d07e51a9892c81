/** Describes tokens with claims of your own. */
export interface JwtTemplateJSON {
  readonly object: 'jwt_template';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Name for `sessions.getToken`. */
  readonly name: string;
  /** Claims, with shortcodes such as `{{user.id}}` in the values. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** Life of the tokens in seconds. */
  readonly lifetime: number;
  /** How far `nbf` is set back, in seconds. */
  readonly allowed_clock_skew: number;
  /** Whether the tokens are signed with a key of its own. */
  readonly custom_signing_key: boolean;
  /** JWS algorithm, for example `RS256`. */
  readonly signing_algorithm: string;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
}
