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
  /** It asks for scopes, or for tokens for this server: its own answers say what a client does next. */
  readonly asksClients: boolean;
  /** The condition that is a function. */
  readonly isAllowed: (auth: AuthObject) => boolean;
}

const outcomeNames = ['token', 'unauthenticatedUrl', 'unauthorizedUrl', 'unauthenticatedStatus'] as const;

/** The arguments as they are now, split in what says how a refusal is answered, and the condition. */
interface Parts {
  readonly outcomes: ProtectOutcomes;
  readonly condition: object;
}

/**
 * Splits an argument. Every member counts, also one that is not listed; each is read once. The prototype stays, because the guard refuses
 * inherited members.
 */
function split(given: object): Parts {
  const outcomes = {};
  const condition = Object.create(Object.getPrototypeOf(given) as object | null) as object;
  for (const name of Reflect.ownKeys(given)) {
    const isOutcome = (outcomeNames as readonly PropertyKey[]).includes(name);
    Object.defineProperty(isOutcome ? outcomes : condition, name, {
      value: Reflect.get(given, name),
      enumerable: true,
    });
  }
  return { outcomes, condition };
}

const none: Parts = { outcomes: {}, condition: {} };
const isObject = (given: unknown): given is object =>
  typeof given === 'object' && given !== null && !Array.isArray(given);

function checkOutcomes({ unauthenticatedUrl, unauthorizedUrl, unauthenticatedStatus }: ProtectOutcomes): void {
  if (unauthenticatedUrl !== undefined) checkSignInUrl(unauthenticatedUrl, 'protect', 'unauthenticatedUrl');
  if (unauthorizedUrl !== undefined) checkSignInUrl(unauthorizedUrl, 'protect', 'unauthorizedUrl');
  if (unauthenticatedStatus === undefined || [401, 404].includes(unauthenticatedStatus)) return;
  throw new ConfigurationError('option_invalid', 'protect: `unauthenticatedStatus` must be 401 or 404.');
}

/** Asks the condition that is a function. What is neither true nor false, such as a promise, would count as yes. */
function ask(condition: (has: CheckAuthorization) => boolean, auth: AuthObject): boolean {
  const answer: unknown = condition(auth.has);
  if (typeof answer === 'boolean') return answer;
  throw new ConfigurationError(
    'option_invalid',
    'protect: the function must return true or false, and something else came. Wait for what it needs before you call protect().',
  );
}

/**
 * Checks the arguments of `protect`.
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`
 */
export function readProtectArguments(given: ProtectArguments): Protection {
  const [condition, second] = given.length === 0 ? [{}] : given;
  const isFunction = typeof condition === 'function';
  const first = isObject(condition) ? split(condition) : none;
  const more = second === undefined ? none : split(second);
  const outcomes: ProtectOutcomes = { ...first.outcomes, ...more.outcomes };
  checkOutcomes(outcomes);
  const guard = createGuard(guardOptions(condition, first, more, outcomes), 'protect', 'by-framework');
  const { token = 'session_token' } = outcomes;
  const asksClients = ['resource', 'scopes', 'dpop'].some((name) => name in first.condition || name in more.condition);
  return { ...outcomes, token, guard, asksClients, isAllowed: (auth) => !isFunction || ask(condition, auth) };
}

/** What the guard is made of. What is neither an object nor a function is refused by it, with its message. */
function guardOptions(condition: unknown, first: Parts, more: Parts, { token }: ProtectOutcomes): ProtectOptions {
  const isKnown = isObject(condition) || typeof condition === 'function';
  if (!isKnown) return condition as ProtectOptions;
  const names = [...Reflect.ownKeys(first.condition), ...Reflect.ownKeys(more.condition)];
  if (names.includes('signInUrl')) {
    throw new ConfigurationError(
      'option_unknown',
      'protect does not know `signInUrl`. Use `unauthenticatedUrl`, or the option `signInUrl` of clerkMiddleware().',
    );
  }
  const asksForToken = 'token' in first.outcomes || 'token' in more.outcomes;
  // The guard refuses a kind of token that is undefined.
  return Object.assign(first.condition, more.condition, asksForToken && { token }) as ProtectOptions;
}
