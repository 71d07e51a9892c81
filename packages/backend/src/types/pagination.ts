/** A page of a list, and how many rows there are in all. */
export interface ClerkPaginatedResponse<T> {
  readonly data: T[];
  /** Number of rows on all pages together. */
  readonly total_count: number;
}

/** Asks for a page by its number. */
export type ClerkPaginationParams<T = object> = {
  /** The first page that is loaded, 1 for the first one. Default 1. */
  readonly initialPage?: number;
  /** Rows on a page. Default 10. */
  readonly pageSize?: number;
} & T;

/** Asks for rows by their position. */
export type ClerkPaginationRequest<T = object> = {
  /** Number of rows, 1 to 500. Default 10. */
  readonly limit?: number;
  /** Number of rows to leave out first. Default 0. */
  readonly offset?: number;
} & T;
