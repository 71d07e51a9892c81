/** Query parameters the protocol uses. */
export const queryParameter = {
  devBrowser: '__clerk_db_jwt',
  legacyDevBrowser: '__dev_session',
  handshake: '__clerk_handshake',
  handshakeNonce: '__clerk_handshake_nonce',
  handshakeHelp: '__clerk_help',
  handshakeReason: '__clerk_hs_reason',
  handshakeFormat: 'format',
  handshakeRetry: '__clerk_hs_retry',
  synced: '__clerk_synced',
  redirectUrl: '__clerk_redirect_url',
  session: '__session',
  suffixedCookies: 'suffixed_cookies',
  apiVersion: '__clerk_api_version',
  organization: 'organization_id',
} as const;
