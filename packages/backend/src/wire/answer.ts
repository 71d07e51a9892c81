/** What most objects of the service have in common. */
export interface ClerkResourceJSON {
  /** Kind of the object. */
  readonly object: string;
  /** Identifier, unique within the instance. */
  readonly id: string;
}

/** A page of a list. */
export interface PaginatedResponseJSON<T = unknown> {
  /** The rows of the page, in the requested order. */
  readonly data: readonly T[];
  /** Number of rows on all pages together. */
  readonly total_count?: number;
}

/** A page of M2M tokens. */
export interface M2MTokenListJSON<T = unknown> {
  /** The rows of the page. */
  readonly m2m_tokens: readonly T[];
  /** Number of rows on all pages together. */
  readonly total_count?: number;
}

/** A number of rows. */
export interface TotalCountJSON {
  readonly object: 'total_count';
  readonly total_count: number;
}
