/** A session token. */
export interface TokenJSON {
  readonly object: 'token';
  readonly jwt: string;
}
