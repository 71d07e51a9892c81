import { ConfigurationError } from '../errors.js';
import { checkNames, type Environment } from '../options.js';
import type { MiddlewareOptions } from '../request/middleware-options.js';

/** Options that only the browser's half of an application uses; deciding a request needs none of them. */
export interface BrowserOptions {
  /** Where to go after signing in, whatever the address asks for. Default: none. */
  readonly signInForceRedirectUrl?: string | undefined;
  /** Where to go after signing up, whatever the address asks for. Default: none. */
  readonly signUpForceRedirectUrl?: string | undefined;
  /** Where to go after signing in if the address asks for nothing. Default: none. */
  readonly signInFallbackRedirectUrl?: string | undefined;
  /** Where to go after signing up if the address asks for nothing. Default: none. */
  readonly signUpFallbackRedirectUrl?: string | undefined;
  /** Where to go after a subscription was taken out. Default: none. */
  readonly newSubscriptionRedirectUrl?: string | undefined;
  /** Address of the browser script. Default: that of the instance. */
  readonly clerkJSUrl?: string | undefined;
  /** Version of the browser script. Default: the one that the client package names. */
  readonly clerkJSVersion?: string | undefined;
  /** Address of the script with the components. Default: that of the instance. */
  readonly clerkUIUrl?: string | undefined;
  /** Version of the script with the components. Default: the one that the client package names. */
  readonly clerkUIVersion?: string | undefined;
  /** Whether the script with the components is loaded before it is needed. Default: as the client package does. */
  readonly prefetchUI?: boolean | undefined;
  /** The browser script sends no telemetry. Our packages never send any. Default: as the browser script does. */
  readonly telemetryDisabled?: boolean | undefined;
  /** The browser script prints its telemetry instead of sending it. Default false. */
  readonly telemetryDebug?: boolean | undefined;
}

/** Options of a full-stack framework's middleware: those of its server half and of its browser half. */
export type FullStackOptions = MiddlewareOptions & BrowserOptions;

/** The same for every request, or made for each. */
export type FullStackOptionsSource<Native> =
  FullStackOptions | ((request: Native) => FullStackOptions | Promise<FullStackOptions>);

type Name = keyof BrowserOptions;

/** The environment variable of each option. */
export const browserVariables: Readonly<Record<Name, string>> = {
  signInForceRedirectUrl: 'CLERK_SIGN_IN_FORCE_REDIRECT_URL',
  signUpForceRedirectUrl: 'CLERK_SIGN_UP_FORCE_REDIRECT_URL',
  signInFallbackRedirectUrl: 'CLERK_SIGN_IN_FALLBACK_REDIRECT_URL',
  signUpFallbackRedirectUrl: 'CLERK_SIGN_UP_FALLBACK_REDIRECT_URL',
  newSubscriptionRedirectUrl: 'CLERK_CHECKOUT_CONTINUE_URL',
  clerkJSUrl: 'CLERK_JS_URL',
  clerkJSVersion: 'CLERK_JS_VERSION',
  clerkUIUrl: 'CLERK_UI_URL',
  clerkUIVersion: 'CLERK_UI_VERSION',
  prefetchUI: 'CLERK_PREFETCH_UI',
  telemetryDisabled: 'CLERK_TELEMETRY_DISABLED',
  telemetryDebug: 'CLERK_TELEMETRY_DEBUG',
};

/** Options that are true or false; all others are texts. */
const flags: ReadonlySet<Name> = new Set(['prefetchUI', 'telemetryDisabled', 'telemetryDebug']);

// The names of a record are those of its type.
const names = Object.keys(browserVariables) as readonly Name[];

/** @throws {ConfigurationError} `option_invalid` */
function checkValue(name: Name, value: unknown): void {
  if (value === undefined || typeof value === (flags.has(name) ? 'boolean' : 'string')) return;
  const expected = flags.has(name) ? 'true or false' : 'a string';
  throw new ConfigurationError(
    'option_invalid',
    `Option \`${name}\` (environment variable ${browserVariables[name]}) must be ${expected}.`,
  );
}

/** The options of a middleware, parted. */
interface PartedOptions {
  readonly browser: BrowserOptions;
  readonly others: MiddlewareOptions;
}

function part(given: FullStackOptions): PartedOptions {
  // The names are checked with the other options.
  checkNames(given, 'The middleware', Object.keys({ ...given }));
  const browser: Record<string, unknown> = {};
  const others: Record<string, unknown> = { ...given };
  for (const name of names) {
    if (!(name in others)) continue;
    checkValue(name, others[name]);
    browser[name] = others[name];
    delete others[name];
  }
  return { browser, others };
}

/** The options for the decision and those for the browser. */
export interface SplitOptions<Native> {
  /** For `createAuthenticator`. */
  readonly options: MiddlewareOptions | ((request: Native) => Promise<MiddlewareOptions>);
  /** Those of a request that has been decided. */
  readonly browserOptionsOf: (request: Native) => BrowserOptions;
}

/**
 * Splits off the options that only the browser needs, which `createAuthenticator` refuses as unknown.
 * @throws {ConfigurationError} `option_invalid`; for options made for each request, when a request comes
 */
export function splitBrowserOptions<Native extends object>(
  source: FullStackOptionsSource<Native>,
): SplitOptions<Native> {
  if (typeof source !== 'function') {
    const { browser, others } = part(source);
    return { options: others, browserOptionsOf: () => browser };
  }
  const known = new WeakMap<Native, BrowserOptions>();
  const options = async (request: Native) => {
    const { browser, others } = part(await source(request));
    known.set(request, browser);
    return others;
  };
  return { options, browserOptionsOf: (request) => known.get(request) ?? {} };
}

/**
 * Completes the options from the environment: an absent or empty one takes its variable.
 * @throws {ConfigurationError} `option_invalid`
 */
export function readBrowserOptions(given: BrowserOptions, env: Environment): BrowserOptions {
  const read: Record<string, unknown> = {};
  for (const name of names) {
    checkValue(name, given[name]);
    const text = env[browserVariables[name]];
    const variable = flags.has(name) && text ? text === 'true' || text === '1' : text;
    const value = given[name] === '' ? variable : (given[name] ?? variable);
    if (value !== undefined && value !== '') read[name] = value;
  }
  // Each member has been checked, or comes from a variable.
  return read;
}
