/** Lists answer as a bare array, or with a count with `paginated=true`. */
export function listAnswer<Item>(query: URLSearchParams, data: readonly Item[], totalCount: number): object {
  return query.get('paginated') === 'true' ? { data, total_count: totalCount } : data;
}

/** A page of rows in wire form with their number, as most lists answer. */
export function pageAnswer<Item>(data: readonly Item[], totalCount: number): object {
  return { data, total_count: totalCount };
}
