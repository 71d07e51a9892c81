import { isCallOptions, rowsOnly } from '@acme/backend/adapter';
import { listOf, type LegacyList, type ListForm } from './legacy-list.js';

/**
 * A list of users. In 5.x (`page`) it has the number of all users, as every list has. Up to 4.x (`array`) that number is requested when it is
 * read, unless the rows show it: await it.
 */
export type UserList<T, Form extends ListForm> = Form extends 'page'
  ? LegacyList<T>
  : T[] & { readonly data: T[]; readonly totalCount: number | Promise<number> };

type Call = (method: string) => (...args: unknown[]) => Promise<unknown>;
type Params = Readonly<Record<string, unknown>>;

/** Rows of a page if the parameters do not say, and the most that a page can have. */
const defaultLimit = 10;
const maxLimit = 500;

/** The number of all users if a page shows it: the last page is not full. */
function countByRows(rows: readonly unknown[], { limit, offset }: Params): number | undefined {
  const before = typeof offset === 'number' ? offset : 0;
  const size = Math.min(typeof limit === 'number' ? limit : defaultLimit, maxLimit);
  const isLast = rows.length < size && (rows.length > 0 || before === 0);
  return isLast ? before + rows.length : undefined;
}

/** A promise that does not pass for a number. */
function awaitable(count: Promise<number>): Promise<number> {
  // Whoever reads the property may not await it.
  count.catch(() => undefined);
  const misused = () => {
    throw new TypeError('The number of all users is requested when it is read: write `await list.totalCount`.');
  };
  return Object.assign(count, { toJSON: misused, [Symbol.toPrimitive]: misused });
}

/** `getUserList` with one request, and a second one for the number of all users only where that is needed. */
export async function userList(call: Call, form: ListForm, given: readonly unknown[]): Promise<unknown> {
  const options = given.find(isCallOptions);
  const [first] = given;
  const params = (first === options ? undefined : first) as Params | undefined;
  const page = (await call('getUserList')(params ?? {}, rowsOnly(options))) as { readonly data: unknown[] };
  const rows = page.data;
  const { limit, offset, orderBy, ...filter } = params ?? {};
  const known = countByRows(rows, { limit, offset });
  const count = () => call('getCount')(filter, ...(options ? [options] : [])) as Promise<number>;
  if (known !== undefined || form === 'page') return listOf(rows, known ?? (await count()), form);
  let requested: Promise<number> | undefined;
  return Object.defineProperties([...rows], {
    data: { value: rows },
    totalCount: { get: () => (requested ??= awaitable(count())) },
  });
}
