/** A URL that native apps may be sent back to. */
export interface RedirectUrlJSON {
  readonly object: 'redirect_url';
  readonly id: string;
  readonly url: string;
  readonly created_at: number;
  readonly updated_at: number;
}
