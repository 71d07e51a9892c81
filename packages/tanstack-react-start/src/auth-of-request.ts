import { readAuthOptions, type AsyncGetAuthOptions, type AuthWith } from '@acme/backend/adapter';
import { currentRequest } from './current-request.js';
import { requestStates } from './request-states.js';

/** Who sends the request that is being answered, typed by the kinds of token that are accepted. */
export type Auth = <const Options extends AsyncGetAuthOptions = object>(
  options?: Options,
) => Promise<AuthWith<Options>>;

/** Who sends a request, typed by the kinds of token that are accepted. */
export type GetRequestAuth = <const Options extends AsyncGetAuthOptions = object>(
  request: Request,
  options?: Options,
) => AuthWith<Options>;

/** `getAuth(request)`. The type says what comes for each kind of token. */
export const authOf = ((request: Request, options: AsyncGetAuthOptions = {}) =>
  requestStates.getAuth(request, readAuthOptions(options) as never)) as GetRequestAuth;

/** `auth()`: `getAuth` of the request that is being answered. */
export const authOfRequest: Auth = async (options) => authOf(await currentRequest(), options);
