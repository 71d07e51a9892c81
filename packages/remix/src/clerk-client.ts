import { takeMiddlewareOptions, type ClerkClient, type MiddlewareOptions } from '@acme/backend/adapter';
import { splitBrowserOptions } from '@acme/backend/full-stack';
import { givenOptions, optionsForUrl, type ClerkOptions } from './clerk-options.js';
import { currentSetup } from './configure-clerk.js';
import { inheritedOptions, optionsFor } from './decide-once.js';
import { bindingsOf } from './remix-environment.js';
import { checkArgs, type RequestArgs } from './request-args.js';

/**
 * The client of the Backend API, with the options and the environment of the request. It is the same one for the same options.
 * @param args - the arguments of a loader or an action
 * @param overrides - options that count for more than the others
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`
 * @see {@link https://clerk.com/docs/reference/backend/overview | JS Backend SDK}
 * @example
 * export const loader = async (args: LoaderFunctionArgs) => {
 *   const { userId } = await protect(args);
 *   const clerk = await clerkClient(args);
 *   return { email: (await clerk.users.getUser(userId)).primaryEmailAddress?.emailAddress };
 * };
 */
export async function clerkClient(args: RequestArgs, overrides: ClerkOptions = {}): Promise<ClerkClient> {
  checkArgs(args, 'clerkClient');
  const setup = currentSetup();
  const own = givenOptions(overrides);
  const inherited = await optionsFor(args, await inheritedOptions(args));
  // A client among the other options would hide these.
  const isOverridden = Object.keys(own).length > 0;
  const given = optionsForUrl(
    { ...inherited, ...(isOverridden && { clerkClient: undefined }), ...own },
    args.request.url,
  );
  const { options } = splitBrowserOptions<RequestArgs>(given);
  const complete: MiddlewareOptions = typeof options === 'function' ? await options(args) : options;
  const { clientOf } = setup.prepare(bindingsOf(args.context));
  return clientOf(takeMiddlewareOptions(complete, 'clerkClient'));
}
