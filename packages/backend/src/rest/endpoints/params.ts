/** Which part of a list is wanted. */
export interface PaginationParams {
  /** Rows per page, 1 to 500. Default 10. */
  readonly limit?: number | undefined;
  /** Rows to skip. Default 0. */
  readonly offset?: number | undefined;
}

/** An order: `+` or nothing for ascending, `-` for descending. */
export type WithSign<T extends string> = `+${T}` | `-${T}` | T;
