/**
 * A list for code of every version: up to 4.x lists were arrays, in 5.x objects with `data` and `totalCount`. This is an array that also has
 * these two members.
 */
export type LegacyList<T> = T[] & { readonly data: T[]; readonly totalCount: number };

/** The JSON of a list: `array` as up to 4.x, `page` as in 5.x. */
export type ListForm = 'array' | 'page';

interface Page {
  readonly data: unknown[];
  readonly totalCount: number;
}

function isPage(value: unknown): value is Page {
  return (
    typeof value === 'object' && value !== null && 'data' in value && Array.isArray(value.data) && 'totalCount' in value
  );
}

/** Converts the page of a list to the legacy form; any other value is returned unchanged. */
export function toLegacyList(answer: unknown, form: ListForm): unknown {
  if (!isPage(answer)) return answer;
  return listOf(answer.data, answer.totalCount, form);
}

/** A list with a known number of rows on all pages. */
export function listOf(data: unknown[], totalCount: number, form: ListForm): unknown[] {
  return Object.defineProperties([...data], {
    data: { value: data },
    totalCount: { value: totalCount },
    ...(form === 'page' && { toJSON: { value: () => ({ data, totalCount }) } }),
  });
}
