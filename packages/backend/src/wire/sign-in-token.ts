/** A token with which a user signs in once. */
export interface SignInTokenJSON {
  readonly object: 'sign_in_token';
  readonly id: string;
  readonly user_id: string;
  readonly token: string;
  readonly status: 'pending' | 'accepted' | 'revoked';
  readonly url: string;
  readonly created_at: number;
  readonly updated_at: number;
}
