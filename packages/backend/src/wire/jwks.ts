/** Public keys of an instance. @see RFC 7517 section 5 */
export interface JwksJSON {
  readonly keys: readonly JwkJSON[];
}

/** One public key. @see RFC 7517 section 4 */
export interface JwkJSON {
  /** Key type, for example `RSA`. */
  readonly kty: string;
  /** Identifier of the key; tokens name it in their header. */
  readonly kid: string;
  /** What the key is for, `sig`. */
  readonly use?: string;
  /** Algorithm, for example `RS256`. */
  readonly alg?: string;
  /** RSA modulus, base64url. */
  readonly n?: string;
  /** RSA exponent, base64url. */
  readonly e?: string;
  /** Curve of an elliptic-curve key. */
  readonly crv?: string;
  /** x coordinate, base64url. */
  readonly x?: string;
  /** y coordinate, base64url. */
  readonly y?: string;
}
