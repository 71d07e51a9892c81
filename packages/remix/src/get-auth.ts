import { isPromise, readAuthOptions, type AsyncGetAuthOptions, type AuthWith } from '@acme/backend/adapter';
import type { ClerkOptions } from './clerk-options.js';
import { checkArgs, type RequestArgs } from './request-args.js';
import { authOf, requireDecision } from './require-decision.js';

/** Options of `getAuth`: which kinds of token count, and others with which this call alone decides. */
export type GetAuthOptions = AsyncGetAuthOptions & Omit<ClerkOptions, keyof AsyncGetAuthOptions>;

const ownNames: readonly string[] = [
  'acceptsToken',
  'treatPendingAsSignedOut',
] satisfies readonly (keyof AsyncGetAuthOptions)[];

const noOptions = { own: {}, others: {} } as const;

/** Splits the options in those that say what the call gives, and those that decide. */
function split(given: object): { readonly own: AsyncGetAuthOptions; readonly others: ClerkOptions } {
  const entries = Object.entries(given);
  const own = Object.fromEntries(entries.filter(([name]) => ownNames.includes(name)));
  const others = Object.fromEntries(entries.filter(([name]) => !ownNames.includes(name)));
  return { own: readAuthOptions(own), others };
}

/**
 * Who sends the request of a loader or an action. A browser whose session must be looked up first is redirected (the call throws the
 * answer). All loaders of a request get the same decision.
 * @param args - the arguments of the loader or action
 * @param options - `acceptsToken`: which kinds of token count, default `'session_token'`; `treatPendingAsSignedOut`, default true; other
 *   options hold for this call
 * @throws what Remix answers the request with; {ConfigurationError} `option_unknown`, `option_invalid`, and for keys that are missing
 * @see {@link https://clerk.com/docs/references/remix/overview | Remix}
 * @example
 * export const loader = async (args: LoaderFunctionArgs) => {
 *   const { isAuthenticated, userId } = await getAuth(args);
 *   if (!isAuthenticated) return redirect('/sign-in');
 *   return { userId };
 * };
 */
export async function getAuth<const Options extends GetAuthOptions = object>(
  args: RequestArgs,
  options?: Options,
): Promise<AuthWith<Options>> {
  checkArgs(args, 'getAuth');
  const { own, others } = options ? split(options) : noOptions;
  const found = requireDecision(args, Object.keys(others).length > 0 ? others : undefined);
  const decided = isPromise(found) ? await found : found;
  // The type says what comes for each kind of token.
  return authOf(decided, own) as unknown as AuthWith<Options>;
}
