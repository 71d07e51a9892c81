import { isPromise, type MaybePromise, type SessionAuthObject } from '@acme/backend/adapter';
import { browserState } from '@acme/backend/full-stack';
import { withHeaders } from '@acme/backend/web';
import { clerkClient } from './clerk-client.js';
import type { ClerkOptions } from './clerk-options.js';
import { setRootOptions } from './decide-once.js';
import { loadResources, type LoadedResources, type LoadOptions } from './load-resources.js';
import { checkArgs, type RequestArgs } from './request-args.js';
import { answerWith, authOf, requireDecision } from './require-decision.js';
import { addState, isResponse, type ClerkState } from './add-state.js';
import type { OptionsOfRequest } from './root-options.js';

/** Options of `rootAuthLoader`. They hold for all functions of the package, in every route. */
export type RootAuthLoaderOptions = ClerkOptions & LoadOptions;

/** What the function gets: the arguments of the loader, whose request has who is signed in. */
export type RootAuthLoaderArgs<Args extends RequestArgs = RequestArgs> = Args & {
  readonly request: Request & { readonly auth: SessionAuthObject } & LoadedResources;
};

/** The data in what a loader returns: in an object itself, in `json()` and `data()`, and in `defer()`. */
type DataOf<Result> = Result extends { json(): Promise<infer Data> }
  ? Data
  : 'init' extends keyof Result
    ? Result extends { readonly data: infer Data; readonly init?: ResponseInit | null | undefined }
      ? Data
      : Result
    : Result extends null
      ? object
      : Result;

/** What the root loader returns, as `useLoaderData` reads it. */
export type RootData<Result> = DataOf<Awaited<Result>> & ClerkState;

/** The options, or a function that gives them for each request. */
type OptionsSource =
  RootAuthLoaderOptions | ((args: RequestArgs) => RootAuthLoaderOptions | Promise<RootAuthLoaderOptions>);

/** The loader of the root route. */
export interface RootAuthLoader {
  (args: RequestArgs, options?: RootAuthLoaderOptions): Promise<ClerkState>;
  <Args extends RequestArgs, Result>(
    args: Args,
    load: (args: RootAuthLoaderArgs<Args>) => Result,
    options?: OptionsSource,
  ): Promise<RootData<Result>>;
}

type Load = (args: RootAuthLoaderArgs) => unknown;
type Given = readonly [loadOrOptions?: Load | RootAuthLoaderOptions, options?: OptionsSource];

const readGiven = ([first, second]: Given) =>
  typeof first === 'function' ? { load: first, options: second ?? {} } : { load: undefined, options: first ?? {} };

/** The options that decide. */
function withoutLoads(given: MaybePromise<RootAuthLoaderOptions>): MaybePromise<ClerkOptions> {
  if (isPromise(given)) return given.then(withoutLoads);
  const { loadUser, loadSession, loadOrganization, ...options } = given;
  return options;
}

/** A function without a parameter, such as a closure of the loader, can give the options of its own request only. */
const forEachRequest = (options: OptionsSource): OptionsOfRequest | undefined =>
  typeof options === 'function' && options.length > 0 ? (args) => withoutLoads(options(args)) : undefined;

/** Who is signed in; machines count as nobody, because the root loader is for pages. */
async function loadFor(args: RequestArgs, load: Load, auth: SessionAuthObject, options: LoadOptions): Promise<unknown> {
  const resources = await loadResources(auth, () => clerkClient(args), options);
  const request = Object.assign(args.request, { auth }, resources);
  return load({ ...args, request });
}

/**
 * The loader of the root route: it adds the state that `ClerkApp` of the official client package reads. A browser whose session must be looked
 * up first is redirected.
 * @param args - the arguments of the loader
 * @param loadAndOptions - a function that loads data for the page, and options; each may be left out. The function may return an object, `null`,
 *   `json()`, `data()`, `defer()` or a redirect; status, headers, dates, maps and promises stay as they are with single fetch
 * @throws what Remix answers the request with; {ConfigurationError} `option_unknown`, `option_invalid`, and for keys that are missing
 * @see {@link https://clerk.com/docs/references/remix/overview | Remix}
 * @example
 * // Without a function of your own: rootAuthLoader(args)
 * export const loader = (args: LoaderFunctionArgs) =>
 *   rootAuthLoader(args, ({ request }) => ({ theme: themeOf(request.auth.userId) }));
 */
export const rootAuthLoader: RootAuthLoader = (async (args: RequestArgs, ...loadAndOptions: Given) => {
  checkArgs(args, 'rootAuthLoader');
  const { load, options } = readGiven(loadAndOptions);
  const given = typeof options === 'function' ? options(args) : options;
  setRootOptions(args, withoutLoads(given), forEachRequest(options));
  const decided = await requireDecision(args);
  const { state, headers } = decided.decision;
  const clerkState: ClerkState = {
    clerkState: { __internal_clerk_state: browserState(state, decided.browserOptions) },
  };
  if (!load) return addState(null, clerkState, headers);
  try {
    const result = await loadFor(args, load, authOf(decided), await given);
    return await addState(result, clerkState, headers);
  } catch (thrown) {
    // A redirect of the application keeps the cookies of a session that was renewed.
    if (isResponse(thrown)) return answerWith(withHeaders(thrown, headers));
    throw thrown;
  }
}) as RootAuthLoader;
