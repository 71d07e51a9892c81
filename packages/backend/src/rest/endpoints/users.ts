import type { CallOptions } from '../call-options.js';
import type { Caller } from '../endpoint.js';
import { endpoints } from '../endpoint.js';
import type { PagePromise } from '../paginate.js';
import type { User } from '../resources/user.js';
import type { PaginationParams, WithSign } from './params.js';

/** Which users to count. Filters are combined with "and"; the values of one filter with "or". */
export interface UserFilterParams {
  /** E-mail addresses. */
  readonly emailAddress?: readonly string[];
  /** Phone numbers in E.164 form. */
  readonly phoneNumber?: readonly string[];
  /** User names. */
  readonly username?: readonly string[];
  /** Wallet addresses. */
  readonly web3Wallet?: readonly string[];
  /** Text that part of an e-mail address, phone number, user name, wallet, id or name contains. */
  readonly query?: string;
  /** User ids; a leading `-` excludes the user. */
  readonly userId?: readonly string[];
  /** Identifiers in your own system; a leading `-` excludes the user. */
  readonly externalId?: readonly string[];
}

/** Parameters of {@link UsersApi.getUserList}. */
export interface UserListParams extends PaginationParams, UserFilterParams {
  /** Order; a leading `-` reverses it. Default `-created_at`. */
  readonly orderBy?: WithSign<
    | 'created_at'
    | 'updated_at'
    | 'email_address'
    | 'web3wallet'
    | 'first_name'
    | 'last_name'
    | 'phone_number'
    | 'username'
    | 'last_active_at'
    | 'last_sign_in_at'
  >;
  /** Active at this time or later; Unix time in ms. @deprecated Use `lastActiveAtAfter`. */
  readonly last_active_at_since?: number;
  /** Last active before this time; Unix time in ms. */
  readonly lastActiveAtBefore?: number;
  /** Last active after this time; Unix time in ms. */
  readonly lastActiveAtAfter?: number;
  /** Created before this time; Unix time in ms. */
  readonly createdAtBefore?: number;
  /** Created after this time; Unix time in ms. */
  readonly createdAtAfter?: number;
  /** Last signed in after this time; Unix time in ms. */
  readonly lastSignInAtAfter?: number;
  /** Last signed in before this time; Unix time in ms. */
  readonly lastSignInAtBefore?: number;
  /** Ids of organizations they are members of; a leading `-` excludes the members. */
  readonly organizationId?: readonly string[];
}

/** Users. */
export interface UsersApi {
  /**
   * Gets users page by page, newest first unless `orderBy` says otherwise.
   * @throws {ClerkAPIResponseError} 400, 401, 422
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /users}
   */
  getUserList(params?: UserListParams, options?: CallOptions): PagePromise<User>;
  /**
   * Gets a user.
   * @param userId - `user_…`
   * @throws {ClerkAPIResponseError} 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /users/\{user_id\}}
   */
  getUser(userId: string, options?: CallOptions): Promise<User>;
}

const notFilters: ReadonlySet<string> = new Set(['limit', 'offset', 'orderBy']);

/** The list answers bare rows; their number is asked for beside it, once. */
async function getUserList(call: Caller, params: UserListParams = {}): Promise<unknown> {
  const filter = Object.fromEntries(Object.entries(params).filter(([name]) => !notFilters.has(name)));
  const [data, totalCount] = await Promise.all([
    call({ query: { ...params } }),
    call.isFollowUp ? undefined : call({ query: filter }, 'GET /users/count'),
  ]);
  return { data, totalCount };
}

/** Routes of {@link UsersApi}. */
export const users = endpoints<UsersApi>()({
  getUserList: ['GET /users', { list: true, run: getUserList }],
  getUser: 'GET /users/{userId}',
});
