/** Tells that something was deleted. */
export interface DeletedObjectJSON {
  /** Kind of what was deleted. */
  readonly object: string;
  /** Identifier of what was deleted. */
  readonly id?: string;
  /** Slug of what was deleted, if it had one. */
  readonly slug?: string;
  /** Whether it is gone now. */
  readonly deleted: boolean;
}
