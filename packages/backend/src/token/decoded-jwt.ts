/** Header of a JWT. Nothing in it is trusted but `kid`. @see RFC 7515 section 4 */
export interface JwtHeader {
  readonly alg?: string;
  readonly kid?: string;
  readonly typ?: string;
  /** The service's category of the token. */
  readonly cat?: string;
  readonly crit?: unknown;
  readonly [name: string]: unknown;
}

/** The active organization in a session token of version 2. */
export interface OrganizationClaim {
  readonly id: string;
  /** Slug. */
  readonly slg?: string;
  /** Role, without the `org:` prefix. */
  readonly rol?: string;
  /** Permission names, separated by commas. */
  readonly per?: string;
  /** For each feature of the organization the permissions granted in it, as decimal bit masks separated by commas. */
  readonly fpm?: string;
}

declare global {
  /**
   * Claims that the instance adds to session tokens. Declare them in a `declare global` block of your own, and the claims of
   * every verified token have them.
   */
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- applications add the members
  interface CustomJwtSessionClaims {}
}

/** Claims of a token. Times are Unix seconds. @see RFC 7519 section 4.1 */
export interface JwtPayload extends CustomJwtSessionClaims {
  readonly iss: string;
  /** User id of a session token; machine or user id of a machine token. */
  readonly sub: string;
  /** Session id. */
  readonly sid: string;
  readonly aud?: string | readonly string[];
  /** Expires at, Unix seconds. */
  readonly exp: number;
  /** Not valid before, Unix seconds. */
  readonly nbf: number;
  /** Issued at, Unix seconds. */
  readonly iat: number;
  readonly jti?: string;
  /** Origin of the application the token was issued to. */
  readonly azp?: string;
  /** Version of the claims; 2 is the current one. */
  readonly v?: number;
  /** Status of the session. */
  readonly sts?: string;
  /** Minutes since the first and the second factor were verified; -1 where there is none. */
  readonly fva?: readonly [number, number];
  /** Who acts as the user (impersonation). @see RFC 8693 section 4.1 */
  readonly act?: { readonly sub: string; readonly [name: string]: unknown };
  readonly o?: OrganizationClaim;
  /** Features, `scope:name` separated by commas. */
  readonly fea?: string;
  /** Plans, `scope:name` separated by commas. */
  readonly pla?: string;
  /** Active organization in claims of version 1. */
  readonly org_id?: string;
  readonly org_role?: string;
  readonly org_slug?: string;
  readonly org_permissions?: readonly string[];
  readonly [name: string]: unknown;
}

/** A decoded token: read, not yet trusted. */
export interface DecodedJwt {
  readonly header: JwtHeader;
  readonly payload: JwtPayload;
  readonly signature: Uint8Array;
  readonly raw: {
    readonly header: string;
    readonly payload: string;
    readonly signature: string;
    /** The whole token. */
    readonly text: string;
  };
}
