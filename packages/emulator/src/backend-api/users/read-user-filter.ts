import { ParameterError } from '../../errors/api-error.js';
import type { SignedIds, TimeBound, UserFilter, UserOrder } from '../../users/list-users.js';

const orders = {
  created_at: 'createdAt',
  updated_at: 'updatedAt',
  last_active_at: 'lastActiveAt',
  last_sign_in_at: 'lastSignInAt',
  first_name: 'firstName',
  last_name: 'lastName',
  username: 'username',
  email_address: 'emailAddress',
} as const satisfies Readonly<Record<string, UserOrder['column']>>;

/** Filters the emulator cannot apply; answering without them would return users that do not match. */
const unsupportedFilters = ['provider', 'provider_user_id', 'starting_after'];

/**
 * The filter of a user list or count.
 * @throws {ParameterError} `form_param_unknown` for filters that are not emulated, `form_param_format_invalid`
 */
export function readUserFilter(query: URLSearchParams): UserFilter {
  for (const name of unsupportedFilters) {
    if (query.has(name)) {
      throw new ParameterError(
        'form_param_unknown',
        'is not supported',
        name,
        `The emulator cannot filter users by ${name}.`,
      );
    }
  }
  return {
    emailAddresses: list(query, 'email_address'),
    userIds: signed(list(query, 'user_id')),
    phoneNumbers: list(query, 'phone_number'),
    phoneNumberQuery: query.get('phone_number_query') ?? undefined,
    web3Wallets: list(query, 'web3_wallet'),
    organizationIds: signed(list(query, 'organization_id')),
    externalIds: signed(list(query, 'external_id')),
    usernames: list(query, 'username'),
    query: query.get('query') ?? undefined,
    emailAddressQuery: query.get('email_address_query') ?? undefined,
    usernameQuery: query.get('username_query') ?? undefined,
    nameQuery: query.get('name_query') ?? undefined,
    banned: query.has('banned') ? query.get('banned') === 'true' : undefined,
    after: [
      ...time(query, 'created_at_after', 'createdAt'),
      ...time(query, 'last_active_at_after', 'lastActiveAt'),
      ...time(query, 'last_active_at_since', 'lastActiveAt'),
      ...time(query, 'last_sign_in_at_after', 'lastSignInAt'),
    ],
    before: [
      ...time(query, 'created_at_before', 'createdAt'),
      ...time(query, 'last_active_at_before', 'lastActiveAt'),
      ...time(query, 'last_sign_in_at_before', 'lastSignInAt'),
    ],
  };
}

/** `order_by` of a user list, with `+` or `-` before the field; newest first by default. */
export function readUserOrder(query: URLSearchParams): UserOrder {
  const text = query.get('order_by') || '-created_at';
  const field = text.replace(/^[+ -]/, '');
  const column = Object.entries(orders).find(([name]) => name === field)?.[1];
  if (column) return { column, direction: text.startsWith('-') ? 'desc' : 'asc' };
  const known = Object.keys(orders).join(', ');
  throw new ParameterError(
    'form_param_value_invalid',
    'is invalid',
    'order_by',
    `order_by must be one of ${known}, with + or - before it.`,
  );
}

/** Ids in lists may have a sign: `-` excludes. */
function signed(ids: readonly string[] | undefined): SignedIds | undefined {
  if (!ids) return undefined;
  const plain = (id: string) => id.replace(/^[+-]/, '');
  const wanted = ids.filter((id) => !id.startsWith('-')).map(plain);
  return {
    among: wanted.length > 0 ? wanted : undefined,
    not: ids.filter((id) => id.startsWith('-')).map(plain),
  };
}

function list(query: URLSearchParams, name: string): readonly string[] | undefined {
  const values = query.getAll(name).filter((value) => value !== '');
  return values.length > 0 ? values : undefined;
}

function time(query: URLSearchParams, name: string, column: TimeBound['column']): readonly TimeBound[] {
  const text = query.get(name);
  if (text === null || text === '') return [];
  if (/^\d+$/.test(text)) return [{ column, at: Number(text) }];
  throw new ParameterError(
    'form_param_format_invalid',
    'is invalid',
    name,
    `${name} must be Unix time in milliseconds.`,
  );
}
