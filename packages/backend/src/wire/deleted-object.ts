/** Confirms a deletion. */
export interface DeletedObjectJSON {
  readonly object: string;
  readonly id?: string;
  readonly slug?: string;
  readonly deleted: boolean;
}
