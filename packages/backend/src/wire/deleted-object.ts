/** Confirms a deletion. */
export interface DeletedObjectJSON {
  /** Kind of what was deleted. */
  readonly object: string;
  /** Identifier of what was deleted. */
  readonly id?: string;
  /** Slug of the deleted object, if it had one. */
  readonly slug?: string;
  /** Whether it is gone now. */
  readonly deleted: boolean;
}
