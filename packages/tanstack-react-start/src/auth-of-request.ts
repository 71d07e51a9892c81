import type { AuthWith, GetAuthOptions } from '@acme/backend/adapter';
import { currentRequest } from './current-request.js';
import { requestStates } from './request-states.js';

/** Who sends the request, typed by the kinds of token that are accepted. */
export type Auth = <const Options extends Omit<GetAuthOptions, 'guarded'> = object>(
  options?: Options,
) => Promise<AuthWith<Options>>;

/** `auth()`: `getAuth` of the request that is being answered. */
export const authOfRequest = (async (options?: GetAuthOptions) =>
  // The type says what comes for each kind of token.
  requestStates.getAuth(await currentRequest(), options as never)) as unknown as Auth;
