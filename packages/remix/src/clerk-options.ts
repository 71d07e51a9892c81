import type { FullStackOptions } from '@acme/backend/full-stack';
import type { RequestArgs } from './request-args.js';

/** A value, or a function that gives it for the URL of a request. */
type PerUrl<Value> = Value | ((url: URL) => Value);

/** Options that may depend on the URL, as in the official package. */
interface UrlOptions {
  /** Whether this is a satellite of another domain. */
  readonly isSatellite?: PerUrl<boolean> | undefined;
  /** The domain of the satellite. */
  readonly domain?: PerUrl<string> | undefined;
  /** Where the Frontend API is proxied: an http(s) URL, or a path. */
  readonly proxyUrl?: PerUrl<string> | undefined;
}

/** Options of every function of the package; an absent one is taken from its environment variable. `satelliteAutoSync` is on by default. */
export type ClerkOptions = Omit<FullStackOptions, keyof UrlOptions> & UrlOptions;

/** The options, or a function that gives them for each request. */
export type ClerkOptionsSource = ClerkOptions | ((args: RequestArgs) => ClerkOptions | Promise<ClerkOptions>);

const urlOptions = ['isSatellite', 'domain', 'proxyUrl'] as const satisfies readonly (keyof UrlOptions)[];

/** Whether options are functions of the URL. */
export const dependOnUrl = (given: ClerkOptions): boolean =>
  urlOptions.some((name) => typeof given[name] === 'function');

/** The options for the URL of a request. */
export function optionsForUrl(given: ClerkOptions, address: string): FullStackOptions {
  const options: Record<string, unknown> = { ...given };
  for (const name of urlOptions) {
    const value = given[name];
    if (typeof value === 'function') options[name] = value(new URL(address));
  }
  // A client of the application has options of its own.
  if (!given.clerkClient) options['satelliteAutoSync'] ??= true;
  // The members are those of `given`, of which those that were functions are values now.
  return options;
}

/** The members that are there: an undefined one, such as a variable that is not set, must not remove what was given elsewhere. */
export function givenOptions(options: ClerkOptions): ClerkOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** The options, with the text of functions of the URL in their place: a loader creates these anew for each request. */
export function withoutUrlFunctions(given: ClerkOptions): ClerkOptions {
  const options: Record<string, unknown> = { ...given };
  for (const name of urlOptions) {
    const value = given[name];
    // One without a parameter may differ by what its loader knows.
    if (typeof value === 'function' && value.length > 0) options[name] = String(value);
  }
  // For a comparison only.
  return options;
}
