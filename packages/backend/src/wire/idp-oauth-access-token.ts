/** An OAuth access token that the instance issued as identity provider. */
export interface IdPOAuthAccessTokenJSON {
  readonly object: 'clerk_idp_oauth_access_token';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** OAuth client the token was issued to. */
  readonly client_id: string;
  /** Kind of the token, `oauth:access_token`. */
  readonly type: string;
  /** Whom it authenticates: a user, organization or machine id. */
  readonly subject: string;
  /** Scopes it grants. */
  readonly scopes: readonly string[];
  /** Whether it was revoked. */
  readonly revoked: boolean;
  /** Reason of the revocation, if one was given. */
  readonly revocation_reason: string | null;
  /** Whether its time is over. */
  readonly expired: boolean;
  /** When it expires; Unix time in seconds as sent by the service, in ms when read from a JWT, null for never. */
  readonly expiration: number | null;
  /** When it was created; Unix time in seconds as sent by the service, in ms when read from a JWT. */
  readonly created_at: number;
  /** When it last changed; Unix time in seconds as sent by the service, in ms when read from a JWT. */
  readonly updated_at: number;
  /** Resources the token is meant for. */
  readonly aud?: readonly string[];
  /** Who acts for the subject, for a token that was got by token exchange. @see RFC 8693 section 4.1 */
  readonly act?: IdPOAuthAccessTokenActorJSON;
}

/** Who acts for the subject of a token, and who acts for that one in turn. */
export interface IdPOAuthAccessTokenActorJSON {
  /** Who named the actor. */
  readonly iss?: string;
  /** The actor. */
  readonly sub: string;
  readonly act?: IdPOAuthAccessTokenActorJSON;
}
