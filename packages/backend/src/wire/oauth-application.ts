/** An OAuth client for which the instance is the identity provider. */
export interface OAuthApplicationJSON {
  readonly object: 'oauth_application';
  readonly id: string;
  readonly instance_id: string;
  readonly name: string;
  readonly client_id: string;
  readonly client_uri: string | null;
  readonly client_image_url: string | null;
  readonly dynamically_registered: boolean;
  readonly consent_screen_enabled: boolean;
  readonly pkce_required: boolean;
  /** Whether it is a public client, one without a secret. */
  readonly public: boolean;
  readonly scopes: string;
  readonly redirect_uris: readonly string[];
  readonly authorize_url: string;
  readonly token_fetch_url: string;
  readonly user_info_url: string;
  readonly discovery_url: string;
  readonly token_introspection_url: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly client_secret?: string;
}
