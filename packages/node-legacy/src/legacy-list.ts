import type { PagePromise } from '@acme/backend';

/**
 * A list as every version of the legacy SDK gave it: an array up to 4.x, an object with `data` and `totalCount` in 5.x. This is
 * the array, with the two members of the object.
 */
export type LegacyList<T> = T[] & { readonly data: T[]; readonly totalCount: number };

/** How a list becomes JSON, which can be only one of the two: `array` up to 4.x, `page` in 5.x. */
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

/** Turns the page of a list into the legacy form; anything else stays what it is. */
export function toLegacyList(answer: unknown, form: ListForm): unknown {
  if (!isPage(answer)) return answer;
  const { data, totalCount } = answer;
  return Object.defineProperties([...data], {
    data: { value: data },
    totalCount: { value: totalCount },
    ...(form === 'page' && { toJSON: { value: () => ({ data, totalCount }) } }),
  });
}

/** A method of the client with legacy lists. */
export type LegacyMethod<Method> = Method extends (...args: infer Args) => PagePromise<infer Row>
  ? (...args: Args) => Promise<LegacyList<Row>>
  : Method;

/** A sub-API with legacy lists. */
export type LegacyApi<Api> = { readonly [Name in keyof Api]: LegacyMethod<Api[Name]> };
