/** An OAuth access token that the instance issued as identity provider. */
export interface IdPOAuthAccessTokenJSON {
  readonly object: 'clerk_idp_oauth_access_token';
  readonly id: string;
  readonly client_id: string;
  readonly type: string;
  /** Whom it authenticates: a user, organization or machine id. */
  readonly subject: string;
  readonly scopes: readonly string[];
  readonly revoked: boolean;
  readonly revocation_reason: string | null;
  readonly expired: boolean;
  readonly expiration: number | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly aud?: readonly string[];
  /** Who acts for the subject, for a token that was got by token exchange. @see RFC 8693 section 4.1 */
  readonly act?: IdPOAuthAccessTokenActorJSON;
  /** The key that it is bound to. @see RFC 9449 section 6.2 */
  readonly cnf?: { readonly jkt: string };
}

/** Who acts for the subject of a token, and who acts for that one in turn. */
export interface IdPOAuthAccessTokenActorJSON {
  /** Who named the actor. */
  readonly iss?: string;
  /** The actor. */
  readonly sub: string;
  readonly act?: IdPOAuthAccessTokenActorJSON;
}
