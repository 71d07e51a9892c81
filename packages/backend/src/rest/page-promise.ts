import { ClerkAPIResponseError } from '../errors.js';

/** A page of a list and the number of rows on all pages. */
export interface PaginatedResourceResponse<T> {
  /** The rows of this page, in the requested order. */
  data: T;
  /** Number of rows on all pages together. */
  totalCount: number;
}

/** How {@link PagePromise.all} loads the pages. */
export interface IterationOptions {
  /** Ends after this many rows. Default: none. */
  readonly max?: number | undefined;
  /** Rows per request, 1 to 500, from the second request on. Default 100. */
  readonly pageSize?: number | undefined;
}

/**
 * What a list method returns: await it for one page, or iterate it for every row of every page.
 * @example
 * ```ts
 * const { data, totalCount } = await clerk.users.getUserList({ limit: 20 });
 * for await (const user of clerk.users.getUserList({ query: 'jo' })) console.log(user.fullName);
 * ```
 */
export interface PagePromise<T> extends Promise<PaginatedResourceResponse<T[]>>, AsyncIterable<T> {
  /**
   * Every row, page after page. A page is requested when the rows before it are used up, with the usual retries; an
   * error ends the iteration and no row is skipped.
   */
  all(options?: IterationOptions): AsyncIterable<T>;
}

/** Loads the rows from `offset` on. The number of rows on all pages may be left out. */
export type LoadPage<T> = (page: {
  limit: number;
  offset: number;
}) => Promise<{ readonly data: readonly T[]; readonly totalCount?: number | undefined }>;

const defaultPageSize = 100;

function notAList(): ClerkAPIResponseError {
  const message = 'The Backend API answered something else than a list. Check the option `apiUrl`.';
  return new ClerkAPIResponseError(message, { data: [{ code: 'unexpected_error', message }] });
}

/**
 * Makes a page iterable.
 * @param first - the requested page
 * @param offset - number of rows before it
 */
export function pagePromise<T>(
  first: Promise<PaginatedResourceResponse<T[]>>,
  offset: number,
  load: LoadPage<T>,
): PagePromise<T> {
  async function* iterate({ max = Infinity, pageSize = defaultPageSize }: IterationOptions = {}): AsyncGenerator<
    T,
    void
  > {
    let next = offset;
    let yielded = 0;
    let page: Awaited<ReturnType<LoadPage<T>>> = await first;
    let total = 0;
    for (;;) {
      if (!Array.isArray(page.data)) throw notAList();
      total = page.totalCount ?? total;
      for (const row of page.data) {
        if (yielded >= max) return;
        yielded += 1;
        yield row;
      }
      next += page.data.length;
      if (page.data.length === 0 || next >= total || yielded >= max) return;
      page = await load({ limit: pageSize, offset: next });
    }
  }
  return Object.assign(first, { all: iterate, [Symbol.asyncIterator]: () => iterate() });
}
