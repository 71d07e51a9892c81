/** A session token. */
export interface TokenJSON {
  readonly object: 'token';
  /** The session token, a JWT. */
  readonly jwt: string;
}
