/** An access token of a user at an OAuth provider. */
export interface OauthAccessTokenJSON {
  readonly object: 'oauth_access_token';
  /** Identifier of the external account, `eac_…`. */
  readonly external_account_id: string;
  /** Provider, for example `oauth_google`. */
  readonly provider: string;
  /** Access token of the provider. */
  readonly token: string;
  /** Data that the frontend may read, as it was given. */
  readonly public_metadata: Readonly<Record<string, unknown>>;
  /** Label that distinguishes accounts of one provider. */
  readonly label: string | null;
  /** Scopes it grants. */
  readonly scopes?: readonly string[];
  /** Secret of an OAuth 1 token. */
  readonly token_secret?: string;
  /** When it expires; Unix time in seconds or ms, as the provider gave it. */
  readonly expires_at?: number;
  /** OpenID Connect id token of the provider. */
  readonly id_token?: string;
}
