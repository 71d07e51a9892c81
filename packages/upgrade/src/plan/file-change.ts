/** A file that changes. */
export interface FileChange {
  /** From the project's folder, with forward slashes. */
  readonly path: string;
  /** Undefined if the file does not exist yet. */
  readonly before: string | undefined;
  /** Undefined if the file is removed. */
  readonly after: string | undefined;
  /** The contents may be secret: they must not be printed. */
  readonly isSecret: boolean;
}
