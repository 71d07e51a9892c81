/** Settings for all OAuth applications of the instance. */
export interface OAuthApplicationSettingsJSON {
  readonly object: 'oauth_application_settings';
  readonly dynamic_oauth_client_registration: boolean;
  readonly default_scopes: readonly string[] | null;
  readonly oauth_jwt_access_tokens: boolean;
  readonly client_id_metadata_documents_advertised: boolean;
  readonly client_id_metadata_documents_only_allow_pre_registered_clients: boolean;
  readonly client_id_metadata_documents_block_implicitly_allowed_clients: boolean;
}
