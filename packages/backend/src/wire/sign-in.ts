/** A sign-in in progress. */
export interface SignInJSON {
  readonly object: 'sign_in';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** How far it is, for example `needs_first_factor` or `complete`. */
  readonly status: string;
  /** Identifier the person gave. */
  readonly identifier: string;
  /** Session that it created. */
  readonly created_session_id: string | null;
}
