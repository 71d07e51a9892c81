/** A refusal in the form of OAuth: `{ error, error_description }` (RFC 6749 section 5.2), not that of Clerk's APIs. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  /**
   * @param code - `error` of the answer, such as `invalid_grant`
   * @param description - what the caller must change
   * @param status - HTTP status. Default 400
   */
  constructor(
    readonly code: string,
    readonly description: string,
    readonly status = 400,
  ) {
    super(description);
  }
}
