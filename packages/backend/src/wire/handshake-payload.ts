/** Result of a handshake, fetched with its nonce. */
export interface HandshakePayloadJSON {
  /** `Set-Cookie` values to pass on to the browser. */
  readonly directives: readonly string[];
}
