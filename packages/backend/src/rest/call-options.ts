import { InvalidArgumentError } from '../errors.js';
import { checkNames } from '../options.js';

/** How one call is made. */
export interface CallSettings {
  /** Time limit of the whole call in ms, retries included. Default 30 000. */
  readonly timeoutMs?: number | undefined;
  /** Ends the call early; it rejects with a `ClerkAPIResponseError` whose `cause` is the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
  /** How many times a failed request is sent again, if that is safe. Default 2. */
  readonly maxRetries?: number | undefined;
  /** Further headers of the request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

const mark = Symbol.for('@acme/backend.call-options');

const rowsMark = Symbol.for('@acme/backend.rows-only');

/** Settings of one call, created by {@link callOptions}; every method of the client accepts them as last argument. */
export interface CallOptions extends CallSettings {
  readonly [mark]: true;
  /** Set by {@link rowsOnly}. */
  readonly [rowsMark]?: true | undefined;
}

/**
 * Marks settings as belonging to the call, not to its parameters, so that no method can confuse the two.
 * @example
 * ```ts
 * await clerk.users.getUser('user_1', callOptions({ timeoutMs: 2000, signal }));
 * ```
 * @throws {InvalidArgumentError} a number is negative or not finite
 * @throws {ConfigurationError} `option_unknown`
 */
export function callOptions(settings: CallSettings): CallOptions {
  checkNames(settings, 'callOptions', [
    'timeoutMs',
    'signal',
    'maxRetries',
    'headers',
  ] satisfies (keyof CallSettings)[]);
  for (const name of ['timeoutMs', 'maxRetries'] as const) {
    const value = settings[name];
    if (value !== undefined && !(Number.isFinite(value) && value >= 0)) {
      throw new InvalidArgumentError(`\`${name}\` must be a number, 0 or greater.`);
    }
  }
  return { ...settings, [mark]: true };
}

/** Whether a value is {@link CallOptions} and not the parameters of a method, also across two copies of the package. */
export function isCallOptions(value: unknown): value is CallOptions {
  return typeof value === 'object' && value !== null && mark in value;
}

/**
 * The same settings for a list whose rows are wanted without the number of rows on all pages, which some lists need a second request for;
 * `totalCount` is then undefined.
 */
export function rowsOnly(options: CallOptions = callOptions({})): CallOptions {
  return { ...options, [rowsMark]: true };
}

/** Whether settings come from {@link rowsOnly}. */
export function isRowsOnly(options: CallOptions | undefined): boolean {
  return options?.[rowsMark] === true;
}
