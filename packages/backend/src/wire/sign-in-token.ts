/** A token with which a user signs in once. */
export interface SignInTokenJSON {
  readonly object: 'sign_in_token';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** User it belongs to. */
  readonly user_id: string;
  /** The token, for use as a sign-in ticket. */
  readonly token: string;
  /** Whether it can still be used. */
  readonly status: 'pending' | 'accepted' | 'revoked';
  /** URL that signs in with the token. */
  readonly url: string;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
}
