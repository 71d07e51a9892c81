/** A token that lets automated tests past the bot protection. */
export interface TestingTokenJSON {
  readonly object: 'testing_token';
  readonly token: string;
  /** When it expires; Unix time in seconds. */
  readonly expires_at: number;
}
