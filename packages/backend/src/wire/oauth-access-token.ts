/** An access token of a user at an OAuth provider. */
export interface OauthAccessTokenJSON {
  readonly object: 'oauth_access_token';
  readonly external_account_id: string;
  readonly provider: string;
  readonly token: string;
  readonly public_metadata: Readonly<Record<string, unknown>>;
  readonly label: string | null;
  readonly scopes?: readonly string[];
  readonly token_secret?: string;
  readonly expires_at?: number;
  readonly id_token?: string;
}
