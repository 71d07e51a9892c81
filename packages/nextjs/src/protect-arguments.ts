import {
  checkSignInUrl,
  ConfigurationError,
  createGuard,
  type AcceptsToken,
  type AuthObject,
  type CheckAuthorization,
  type Guard,
  type ProtectOptions,
} from '@acme/backend/adapter';

/** What somebody must have, besides being signed in; or a function that says so. */
export type ProtectCondition = Omit<ProtectOptions, 'token' | 'signInUrl'> | ((has: CheckAuthorization) => boolean);

/** How a refusal is answered, and who is asked at all. */
export interface ProtectOutcomes {
  /** Which kinds of token the route takes. Default `'session_token'`. */
  readonly token?: AcceptsToken;
  /** Where people go who are not signed in: an http(s) URL or a path. Default: the sign-in page, for pages. */
  readonly unauthenticatedUrl?: string | undefined;
  /** Where people go who may not do this: an http(s) URL or a path. Default: 404. */
  readonly unauthorizedUrl?: string | undefined;
  /** Status for API calls without a session where only people are let in. Default 404, as documented for Clerk. */
  readonly unauthenticatedStatus?: 401 | 404 | undefined;
}

/** The arguments of `protect`: a condition and outcomes, or both in one object. */
export type ProtectArguments = readonly [
  condition?: ProtectCondition | (Omit<ProtectOptions, 'signInUrl'> & ProtectOutcomes),
  outcomes?: ProtectOutcomes,
];

/** The arguments, checked. */
export interface Protection extends ProtectOutcomes {
  readonly token: AcceptsToken;
  readonly guard: Guard;
  /** The condition that is a function. */
  readonly isAllowed: (auth: AuthObject) => boolean;
}

const outcomeNames = ['token', 'unauthenticatedUrl', 'unauthorizedUrl', 'unauthenticatedStatus'] as const;

/** Splits the members that say how a refusal is answered from those of the condition. */
function part(given: object): { readonly outcomes: ProtectOutcomes; readonly rest: object } {
  const entries = Object.entries(given);
  const isOutcome = ([name]: readonly [string, unknown]) => (outcomeNames as readonly string[]).includes(name);
  return {
    outcomes: Object.fromEntries(entries.filter(isOutcome)),
    rest: Object.fromEntries(entries.filter((entry) => !isOutcome(entry))),
  };
}

function checkOutcomes({ unauthenticatedUrl, unauthorizedUrl, unauthenticatedStatus }: ProtectOutcomes): void {
  if (unauthenticatedUrl !== undefined) checkSignInUrl(unauthenticatedUrl, 'protect', 'unauthenticatedUrl');
  if (unauthorizedUrl !== undefined) checkSignInUrl(unauthorizedUrl, 'protect', 'unauthorizedUrl');
  if (unauthenticatedStatus === undefined || [401, 404].includes(unauthenticatedStatus)) return;
  throw new ConfigurationError('option_invalid', 'protect: `unauthenticatedStatus` must be 401 or 404.');
}

/**
 * Checks the arguments of `protect`.
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`
 */
export function readProtectArguments(given: ProtectArguments): Protection {
  const [condition, second] = given.length === 0 ? [{}] : given;
  const isFunction = typeof condition === 'function';
  const first = typeof condition === 'object' && condition !== null ? part(condition) : undefined;
  const more = second === undefined ? undefined : part(second);
  const outcomes: ProtectOutcomes = { ...first?.outcomes, ...more?.outcomes };
  checkOutcomes(outcomes);
  const { token = 'session_token' } = outcomes;
  // What is neither an object nor a function is refused by the guard, with its message.
  const asked = isFunction ? {} : first ? first.rest : condition;
  const guard = createGuard(first || isFunction ? { ...asked, ...more?.rest, token } : asked, 'protect');
  return { ...outcomes, token, guard, isAllowed: (auth) => !isFunction || condition(auth.has) };
}
