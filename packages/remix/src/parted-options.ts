import { memoizeByOptions, type MaybePromise, type MiddlewareOptions } from '@acme/backend/adapter';
import { splitBrowserOptions, type BrowserOptions } from '@acme/backend/full-stack';
import { dependOnUrl, optionsForUrl, type ClerkOptions } from './clerk-options.js';

/** The options of a request. */
export interface PartedOptions {
  /** Those that decide. */
  readonly options: MiddlewareOptions;
  /** Those that only the browser uses. */
  readonly browserOptions: BrowserOptions;
}

function part(given: ClerkOptions, address: string): PartedOptions {
  const { options, browserOptionsOf } = splitBrowserOptions(optionsForUrl(given, address));
  // Only a function for options gives one.
  return { options: options as MiddlewareOptions, browserOptions: browserOptionsOf({}) };
}

/** Creates the function that parts the options for an address. Options with the same contents are parted once. */
export function createPart(): (given: ClerkOptions, address: string) => MaybePromise<PartedOptions> {
  const partOnce = memoizeByOptions([], (given: ClerkOptions) => part(given, 'http://localhost/'));
  return (given, address) => (dependOnUrl(given) ? part(given, address) : partOnce(given));
}
