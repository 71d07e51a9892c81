import { ConfigurationError } from '../errors.js';
import { checkNames, optionTable, type AcceptsToken, type TokenType } from '../options.js';
import type {
  AuthObject,
  AuthObjectFor,
  InvalidTokenAuthObject,
  SessionAuthObject,
  SignedInAuthObject,
} from './auth-object.js';
import type { OrganizationPermission, OrganizationRole } from './has-authorization.js';
import type { ToAuthOptions } from './request-state.js';

/** Options of an adapter's `getAuth`. */
export interface GetAuthOptions extends ToAuthOptions {
  /** Which kinds of token the handler accepts. Default, if it is left out: `'session_token'`. */
  readonly acceptsToken?: AcceptsToken;
  /** The route has a guard, so somebody is signed in: the type says so, and anything else is an error. Default false. */
  readonly guarded?: boolean | undefined;
}

/** The part of an auth object's type that somebody who is signed in has. */
export type Authenticated<Auth> = Extract<Auth, { readonly isAuthenticated: true }>;

/** A rule that only people fulfil who are active in an organization. */
export type OrganizationRule = { readonly role: OrganizationRole } | { readonly permission: OrganizationPermission };

/** The part of an auth object's type that somebody who has fulfilled an {@link OrganizationRule} has. */
export type ActiveInOrganization<Auth> = Auth extends { readonly tokenType: 'session_token' }
  ? Auth & { readonly orgId: string }
  : Auth;

interface Guarded extends ToAuthOptions {
  readonly guarded: true;
}

interface Unguarded extends ToAuthOptions {
  readonly guarded?: false | undefined;
}

const getAuthOptionNames: readonly (keyof GetAuthOptions)[] = ['acceptsToken', 'guarded', 'treatPendingAsSignedOut'];

/** An adapter's `getAuth`: who sends the request, typed by the kinds of token that are accepted. */
export interface GetAuth<Native> {
  <const Types extends readonly TokenType[]>(
    request: Native,
    options: Guarded & { readonly acceptsToken: Types },
  ): Authenticated<AuthObjectFor<Types[number]>>;
  <Type extends TokenType>(
    request: Native,
    options: Guarded & { readonly acceptsToken: Type },
  ): Authenticated<AuthObjectFor<Type>>;
  (request: Native, options: Guarded & { readonly acceptsToken: 'any' }): Authenticated<AuthObject>;
  (request: Native, options: Guarded): SignedInAuthObject;
  <const Types extends readonly TokenType[]>(
    request: Native,
    options: Unguarded & { readonly acceptsToken: Types },
  ): AuthObjectFor<Types[number]> | InvalidTokenAuthObject;
  <Type extends TokenType>(request: Native, options: Unguarded & { readonly acceptsToken: Type }): AuthObjectFor<Type>;
  (request: Native, options: Unguarded & { readonly acceptsToken: 'any' }): AuthObject;
  (request: Native, options?: Unguarded): SessionAuthObject;
}

/** `getAuth` of one request, which needs no argument for it. */
export interface RequestAuth {
  <const Types extends readonly TokenType[]>(
    options: ToAuthOptions & { readonly acceptsToken: Types },
  ): AuthObjectFor<Types[number]> | InvalidTokenAuthObject;
  <Type extends TokenType>(options: ToAuthOptions & { readonly acceptsToken: Type }): AuthObjectFor<Type>;
  (options: ToAuthOptions & { readonly acceptsToken: 'any' }): AuthObject;
  (options?: ToAuthOptions): SessionAuthObject;
}

/** What is known about who sends the request, for the kinds of token that are accepted. */
export type AuthFor<Accepted extends AcceptsToken> = Accepted extends 'any'
  ? AuthObject
  : Accepted extends readonly TokenType[]
    ? AuthObjectFor<Accepted[number]> | InvalidTokenAuthObject
    : Accepted extends TokenType
      ? AuthObjectFor<Accepted>
      : AuthObject;

/** Options of `getAuth` where an application calls `protect()` itself, and gets from it who has passed: they have no `guarded`. */
export type AsyncGetAuthOptions = Omit<GetAuthOptions, 'guarded'>;

/** What `getAuth` gives with these options. */
export type AuthWith<Options extends AsyncGetAuthOptions> = Options extends { readonly acceptsToken: infer Accepted }
  ? Accepted extends AcceptsToken
    ? AuthFor<Accepted>
    : never
  : SessionAuthObject;

/** `getAuth` of a framework where it is asynchronous: who sends the request, typed by the kinds of token that are accepted. */
export type AsyncGetAuth<Native> = <const Options extends AsyncGetAuthOptions = object>(
  request: Native,
  options?: Options,
) => Promise<AuthWith<Options>>;

/**
 * A list of kinds that is missing or empty, or a misspelt kind, must not make people count where machines are meant.
 * @throws {ConfigurationError} `option_invalid`
 */
function checkAcceptsToken(options: GetAuthOptions): void {
  if (!('acceptsToken' in options)) return;
  const { acceptsToken } = options;
  const isEmpty = Array.isArray(acceptsToken) && acceptsToken.length === 0;
  const expected = optionTable.acceptsToken.check(acceptsToken);
  if (!isEmpty && expected === undefined) return;
  throw new ConfigurationError(
    'option_invalid',
    `getAuth: \`acceptsToken\` must be ${expected ?? 'a list with at least one kind of token'}. Check the constant that it is taken from, or leave it out for session tokens.`,
  );
}

/**
 * Checks the options of a call.
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`
 */
export function takeAuthOptions(options: GetAuthOptions): GetAuthOptions {
  checkNames(options, 'getAuth', getAuthOptionNames);
  checkAcceptsToken(options);
  return options;
}

const asyncGetAuthOptionNames = [
  'acceptsToken',
  'treatPendingAsSignedOut',
] as const satisfies readonly (keyof AsyncGetAuthOptions)[];

/**
 * Checks the options of a call where the framework's `protect()` gives who has passed, so that `guarded` is unknown.
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`
 */
export function readAuthOptions(given: AsyncGetAuthOptions): AsyncGetAuthOptions {
  const options = takeAuthOptions(given);
  checkNames(given, 'getAuth', asyncGetAuthOptionNames);
  return options;
}
