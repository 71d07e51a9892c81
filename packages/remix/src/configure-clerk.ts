import {
  createAuthenticator,
  createMiddlewareClient,
  memoizeByOptions,
  rememberEnvironment,
  type Environment,
  type MaybePromise,
  type MiddlewareOptions,
} from '@acme/backend/adapter';
import { readBrowserOptions, splitBrowserOptions, type BrowserOptions } from '@acme/backend/full-stack';
import { optionsForUrl, type ClerkOptions, type ClerkOptionsSource } from './clerk-options.js';
import { createPart } from './parted-options.js';
import { remixEnvironment } from './remix-environment.js';
import type { RequestArgs } from './request-args.js';
import { rememberRootOptions, type RootOptions } from './root-options.js';

declare const __PACKAGE_VERSION__: string;

/** This package, as calls to the Backend API name it. */
const adapter = { name: '@acme/remix', version: __PACKAGE_VERSION__ } as const;

/** Decides with the variables of the process and those that come with a request. */
function prepareFor(bindings: Environment) {
  // Read when it is needed: variables of the process may be set after the first request.
  const env = () => remixEnvironment(bindings);
  return {
    decide: createAuthenticator<MiddlewareOptions>((options) => options, { where: 'configureClerk', env }),
    clientOf: memoizeByOptions([], (options: MiddlewareOptions) => createMiddlewareClient(options, adapter, env)),
    browserOptionsOf: memoizeByOptions([], (given: BrowserOptions) => readBrowserOptions(given, env())),
  };
}

/** The options of the application, and what was prepared with them. */
export interface Setup {
  /** The options for a request that were given once for all. */
  readonly optionsOf: (args: RequestArgs) => MaybePromise<ClerkOptions>;
  /** Parts options into those that decide and those of the browser, for the address of a request. */
  readonly part: ReturnType<typeof createPart>;
  readonly prepare: (bindings: Environment) => ReturnType<typeof prepareFor>;
  /** The same object for options with the same contents. */
  readonly same: (options: ClerkOptions) => MaybePromise<ClerkOptions>;
  /** What `rootAuthLoader` was given: it counts also where the root loader of a request has not run. */
  readonly rootOptions: RootOptions;
}

const noOptions: ClerkOptions = {};

function createSetup(source: ClerkOptionsSource): Setup {
  const same: Setup['same'] = memoizeByOptions([], (options: ClerkOptions) => options);
  return {
    optionsOf: typeof source === 'function' ? source : () => source,
    part: createPart(),
    prepare: rememberEnvironment(prepareFor),
    same,
    rootOptions: rememberRootOptions(same),
  };
}

let setup = createSetup(noOptions);

/** The options of the application as they are now. */
export const currentSetup = (): Setup => setup;

/**
 * Sets the options for every function of this package: `getAuth`, `protect`, `rootAuthLoader` and `clerkClient`, in every route. Call it where
 * `entry.server.tsx` or `root.tsx` is loaded, so that it holds from the first request on; a later call replaces an earlier one. Without
 * it the environment counts alone.
 * @param options - the options, or a function that gives them for each request
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`, and for keys that cannot be used; for missing keys when a request comes
 * @example
 * // app/entry.server.tsx
 * configureClerk({ authorizedParties: ['https://app.example.com'] });
 */
export function configureClerk(options: ClerkOptionsSource): void {
  if (typeof options !== 'function') {
    const { options: others, browserOptionsOf } = splitBrowserOptions(optionsForUrl(options, 'http://localhost/'));
    readBrowserOptions(browserOptionsOf({}), {});
    // Checks the options and the keys that are there.
    createAuthenticator(others, { where: 'configureClerk', env: () => remixEnvironment({}) });
  }
  setup = createSetup(options);
}
