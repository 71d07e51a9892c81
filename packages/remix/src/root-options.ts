import { ConfigurationError, isPromise, memoizeByOptions, type MaybePromise } from '@acme/backend/adapter';
import { chain } from './chain.js';
import { givenOptions, withoutUrlFunctions, type ClerkOptions } from './clerk-options.js';
import type { RequestArgs } from './request-args.js';

/** Gives the options for any request. */
export type OptionsOfRequest = (args: RequestArgs) => MaybePromise<ClerkOptions>;

/** What root loaders were given, for requests whose own root loader does not run. */
export interface RootOptions {
  /**
   * Remembers the options of a request.
   * @param found - what the root loader of the request was given
   * @param forEach - the function that gave them, if it gives those of any other request, too
   * @returns the same object for options with the same contents
   */
  readonly take: (found: MaybePromise<ClerkOptions>, forEach?: OptionsOfRequest) => MaybePromise<ClerkOptions>;
  /** The options for another request. @throws {ConfigurationError} `options_contradictory` if it is not known which they are */
  readonly optionsFor: (args: RequestArgs) => MaybePromise<ClerkOptions>;
}

function refuse(): never {
  throw new ConfigurationError(
    'options_contradictory',
    'rootAuthLoader was given other options for other requests, and it has not run for this one, so it is not known which options hold. Give them to configureClerk((args) => options), which is called for each request. If you have changed them while the server was running, restart it.',
  );
}

const late =
  'rootAuthLoader was given options after requests had been answered without them. Give them to configureClerk(), which holds from the first request on.';

/** Workers have no warnings. */
const warn = (message: string): void =>
  (globalThis as { readonly process?: Partial<Pick<typeof process, 'emitWarning'>> }).process?.emitWarning?.(message);

/**
 * Remembers what root loaders were given. A function is called for each request, so that none gets the options of another; an object holds
 * for other requests as long as it has the same contents each time.
 * @param same - gives the same object for options with the same contents
 */
export function rememberRootOptions(same: (options: ClerkOptions) => MaybePromise<ClerkOptions>): RootOptions {
  const none = same({});
  // A memo of its own: the other one forgets options while many calls have options of their own.
  const comparableOf = memoizeByOptions([], (options: ClerkOptions) => options);
  let forEach: OptionsOfRequest | undefined;
  let forAll: MaybePromise<ClerkOptions> | undefined;
  let compared: ClerkOptions | undefined;
  let wereMissing = false;
  let differ = false;

  const complete = (found: MaybePromise<ClerkOptions>): MaybePromise<ClerkOptions> =>
    chain(found, (options) => same(givenOptions(options)));

  function remember(options: ClerkOptions): MaybePromise<void> {
    forAll = options;
    return chain(comparableOf(withoutUrlFunctions(options)), (comparable) => {
      differ ||= compared !== undefined && compared !== comparable;
      compared = comparable;
    });
  }

  return {
    take(found, ofRequest) {
      const isLate = wereMissing && !forEach && !forAll;
      const options = complete(found);
      if (ofRequest) forEach = ofRequest;
      const settle = (given: ClerkOptions) => {
        if (isLate && Object.keys(given).length > 0) warn(late);
        return ofRequest ? undefined : remember(given);
      };
      // Options that could not be read are the failure of this request alone.
      if (isPromise(options)) options.then(settle, () => undefined);
      else void settle(options);
      return options;
    },
    optionsFor(args) {
      if (forEach) return complete(forEach(args));
      if (differ) refuse();
      wereMissing ||= !forAll;
      return forAll ?? none;
    },
  };
}
