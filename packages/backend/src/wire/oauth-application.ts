/** An OAuth client for which the instance is the identity provider. */
export interface OAuthApplicationJSON {
  readonly object: 'oauth_application';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** Instance it belongs to. */
  readonly instance_id: string;
  /** Name shown to people. */
  readonly name: string;
  /** OAuth client id. */
  readonly client_id: string;
  /** Home page of the client. */
  readonly client_uri: string | null;
  /** URL of the picture on the consent screen. */
  readonly client_image_url: string | null;
  /** Whether the client registered itself. */
  readonly dynamically_registered: boolean;
  /** Whether a consent page is shown. */
  readonly consent_screen_enabled: boolean;
  /** Whether PKCE is required. */
  readonly pkce_required: boolean;
  /** Whether it is a public client, one without a secret. */
  readonly public: boolean;
  /** Scopes it may request, separated by spaces. */
  readonly scopes: string;
  /** URIs people may be sent back to. */
  readonly redirect_uris: readonly string[];
  /** Authorization endpoint. */
  readonly authorize_url: string;
  /** Token endpoint. */
  readonly token_fetch_url: string;
  /** User info endpoint. */
  readonly user_info_url: string;
  /** URL of the OpenID Connect discovery document. */
  readonly discovery_url: string;
  /** Token introspection endpoint. */
  readonly token_introspection_url: string;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
  /** OAuth client secret; only in the answer that created or rotated it. */
  readonly client_secret?: string;
}
