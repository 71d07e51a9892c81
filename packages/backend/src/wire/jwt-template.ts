/** Describes tokens with claims of your own. */
export interface JwtTemplateJSON {
  readonly object: 'jwt_template';
  readonly id: string;
  readonly name: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly lifetime: number;
  readonly allowed_clock_skew: number;
  readonly custom_signing_key: boolean;
  readonly signing_algorithm: string;
  readonly created_at: number;
  readonly updated_at: number;
}
