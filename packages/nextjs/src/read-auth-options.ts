import { checkNames, takeAuthOptions, type GetAuthOptions } from '@acme/backend/adapter';

const names = ['acceptsToken', 'treatPendingAsSignedOut'] as const satisfies readonly (keyof GetAuthOptions)[];

/**
 * Checks the options of `auth()` and `getAuth()`. They do not take `guarded`: `auth.protect()` gives who has passed it.
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`
 */
export function readAuthOptions(given: GetAuthOptions): GetAuthOptions {
  const options = takeAuthOptions(given);
  checkNames(given, 'auth', names);
  return options;
}
