/** A URL that native apps may be sent back to. */
export interface RedirectUrlJSON {
  readonly object: 'redirect_url';
  /** Identifier, unique within the instance. */
  readonly id: string;
  /** URL native apps may be sent back to. */
  readonly url: string;
  /** When it was created; Unix time in ms. */
  readonly created_at: number;
  /** When it last changed; Unix time in ms. */
  readonly updated_at: number;
}
