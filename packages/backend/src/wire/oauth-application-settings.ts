/** Settings for all OAuth applications of the instance. */
export interface OAuthApplicationSettingsJSON {
  readonly object: 'oauth_application_settings';
  /** Whether clients may register themselves. */
  readonly dynamic_oauth_client_registration: boolean;
  /** Scopes a client gets if it names none. */
  readonly default_scopes: readonly string[] | null;
  /** Whether access tokens are JWTs. */
  readonly oauth_jwt_access_tokens: boolean;
  /** Whether the discovery document announces URLs of metadata documents as client ids. */
  readonly client_id_metadata_documents_advertised: boolean;
  /** Whether such clients must be registered first. */
  readonly client_id_metadata_documents_only_allow_pre_registered_clients: boolean;
  /** Whether such clients need to be allowed one by one. */
  readonly client_id_metadata_documents_block_implicitly_allowed_clients: boolean;
}
