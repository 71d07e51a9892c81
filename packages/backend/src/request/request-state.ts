import { ConfigurationError } from '../errors.js';
import { checkNames, type TokenType } from '../options.js';
import type { JwtPayload } from '../token/decoded-jwt.js';
import type { Debug, GetToken } from './auth-functions.js';
import {
  invalidTokenAuthObject,
  signedInAuthObject,
  signedOutAuthObject,
  type AuthObject,
  type AuthObjectFor,
  type InvalidTokenAuthObject,
} from './auth-object.js';
import { authenticatedMachineObject, unauthenticatedMachineObject } from './machine-auth-object.js';
import type { PublicOptions, StateOptions } from './config.js';
import { describeRequest } from './describe-request.js';
import { getSessionToken } from './get-session-token.js';
import type { RequestFacts } from './request-facts.js';
import { outageOf, type Unavailability } from './unavailability.js';
import type { MachineToken } from './verify-machine-token.js';

/** Values of `RequestState.status`. */
export const AuthStatus = { SignedIn: 'signed-in', SignedOut: 'signed-out', Handshake: 'handshake' } as const;
/** One of the values of {@link AuthStatus}. */
export type AuthStatus = (typeof AuthStatus)[keyof typeof AuthStatus];

/** Options of `RequestState.toAuth()`. */
export interface ToAuthOptions {
  /** Whether a session with unfinished tasks counts as signed out. Default true. */
  readonly treatPendingAsSignedOut?: boolean | undefined;
}

/** @throws {ConfigurationError} `option_unknown`, `option_invalid`: a mistake must not let a pending session in */
function pendingIsSignedOut(options: ToAuthOptions): boolean {
  checkNames(options, 'toAuth', ['treatPendingAsSignedOut'] satisfies (keyof ToAuthOptions)[]);
  const { treatPendingAsSignedOut = true } = options;
  if (typeof treatPendingAsSignedOut === 'boolean') return treatPendingAsSignedOut;
  throw new ConfigurationError('option_invalid', 'toAuth: `treatPendingAsSignedOut` must be true or false.');
}

interface CommonState extends PublicOptions {
  /** Why; null when signed in. One of the reasons of the protocol, or of a refused token. */
  readonly reason: string | null;
  /** The same in words; null when signed in, empty when there is nothing to add. */
  readonly message: string | null;
  /** Headers for the answer: what a handshake sets, and `x-clerk-auth-…` unless signed in. */
  readonly headers: Headers;
  /** True if the service could not be reached, so that the state was decided without it. */
  readonly unavailable: boolean;
  readonly unavailability: Unavailability | undefined;
}

/** The request carries a valid token. */
export interface SignedInState extends CommonState {
  readonly status: 'signed-in';
  readonly reason: null;
  readonly message: null;
  readonly tokenType: TokenType;
  readonly isAuthenticated: true;
  /** @deprecated Use `isAuthenticated`. */
  readonly isSignedIn: true;
  readonly token: string;
  readonly toAuth: (options?: ToAuthOptions) => AuthObject;
}

/** The request carries no valid token. */
export interface SignedOutState extends CommonState {
  readonly status: 'signed-out';
  readonly reason: string;
  readonly message: string;
  readonly tokenType: TokenType | null;
  readonly isAuthenticated: false;
  /** @deprecated Use `isAuthenticated`. */
  readonly isSignedIn: false;
  readonly token: null;
  readonly toAuth: (options?: ToAuthOptions) => AuthObject;
}

/** The browser must be redirected to `location` (307) before it is known whether somebody is signed in. */
export interface HandshakeState extends CommonState {
  readonly status: 'handshake';
  readonly reason: string;
  readonly message: string;
  readonly tokenType: 'session_token';
  readonly isAuthenticated: false;
  /** @deprecated Use `isAuthenticated`. */
  readonly isSignedIn: false;
  readonly token: null;
  readonly toAuth: () => null;
}

/** The result of deciding a request. */
export type RequestState = SignedInState | SignedOutState | HandshakeState;

/** The auth object of a state where tokens of type `T` are accepted; null means a token of none of the accepted types. */
type AuthOf<T extends TokenType | null, IsAuthenticated extends boolean> = T extends TokenType
  ? Extract<AuthObjectFor<T>, { readonly isAuthenticated: IsAuthenticated }>
  : InvalidTokenAuthObject;

/**
 * What was decided about a request, where tokens of type `T` are accepted. A session with unfinished tasks is signed in, and its
 * `toAuth()` is signed out all the same: look at `isAuthenticated` of the auth object. The type is that of the official packages.
 */
export type RequestStateFor<T extends TokenType | null> =
  | (Omit<SignedInState, 'tokenType' | 'toAuth'> & {
      readonly tokenType: Exclude<T, null>;
      readonly toAuth: (options?: ToAuthOptions) => AuthOf<Exclude<T, null>, true>;
    })
  | (Omit<SignedOutState, 'tokenType' | 'toAuth'> & {
      readonly tokenType: T;
      readonly toAuth: (options?: ToAuthOptions) => AuthOf<T, false>;
    })
  | HandshakeState;

/** Headers for the answer, in order; a name may come more than once. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** Visible ASCII and latin-1 (RFC 9110 section 5.5); anything else would be refused by the HTTP layer. */
const headerText = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

function debugHeaders(status: AuthStatus, reason: string, message: string): HeaderList {
  const headers: (readonly [string, string])[] = [['x-clerk-auth-status', status]];
  if (headerText.test(reason)) headers.push(['x-clerk-auth-reason', reason]);
  if (message && headerText.test(message)) headers.push(['x-clerk-auth-message', message]);
  return headers;
}

/** The members in which the kinds of state differ. */
interface Outcome {
  readonly status: AuthStatus;
  readonly reason: string | null;
  readonly message: string | null;
  readonly tokenType: TokenType | null;
  readonly isAuthenticated: boolean;
  readonly token: string | null;
  readonly toAuth: (options?: ToAuthOptions) => AuthObject | null;
}

/** A class for speed: one is created per request, and object spreads cost more than the rest of the decision. */
class State<const T extends Outcome> implements CommonState {
  readonly status: T['status'];
  readonly reason: T['reason'];
  readonly message: T['message'];
  readonly proxyUrl: string;
  readonly publishableKey: string;
  readonly isSatellite: boolean;
  readonly domain: string;
  readonly signInUrl: string;
  readonly signUpUrl: string;
  readonly afterSignInUrl: string;
  readonly afterSignUpUrl: string;
  readonly unavailable: boolean;
  readonly unavailability: Unavailability | undefined;
  readonly tokenType: T['tokenType'];
  readonly isAuthenticated: T['isAuthenticated'];
  readonly isSignedIn: T['isAuthenticated'];
  readonly token: T['token'];
  readonly toAuth: T['toAuth'];
  readonly #list: HeaderList;
  readonly #trustedHosts: readonly string[] | undefined;
  #headers: Headers | undefined;

  constructor(outcome: T, publicOptions: StateOptions, list: HeaderList, unavailability?: Unavailability) {
    this.status = outcome.status;
    this.reason = outcome.reason;
    this.message = outcome.message;
    this.proxyUrl = publicOptions.proxyUrl;
    this.publishableKey = publicOptions.publishableKey;
    this.isSatellite = publicOptions.isSatellite;
    this.domain = publicOptions.domain;
    this.signInUrl = publicOptions.signInUrl;
    this.signUpUrl = publicOptions.signUpUrl;
    this.afterSignInUrl = publicOptions.afterSignInUrl;
    this.afterSignUpUrl = publicOptions.afterSignUpUrl;
    this.unavailable = unavailability !== undefined;
    this.unavailability = unavailability;
    this.tokenType = outcome.tokenType;
    this.isAuthenticated = outcome.isAuthenticated;
    this.isSignedIn = outcome.isAuthenticated;
    this.token = outcome.token;
    this.toAuth = outcome.toAuth;
    this.#list = list;
    this.#trustedHosts = publicOptions.trustedHosts;
  }

  /** Headers become an object only when code reads them; adapters take the list. */
  get headers(): Headers {
    return (this.#headers ??= toHeaders(this.#list));
  }

  /** The headers of a state as a list. States created by another package, for example the official one, have only `headers`. */
  static headerList(this: void, state: RequestState): HeaderList {
    // Code that has read the object may have changed it.
    return #list in state && !state.#headers ? state.#list : [...state.headers];
  }

  static trustedHostsOf(state: RequestState): readonly string[] | undefined {
    return #list in state ? state.#trustedHosts : [];
  }
}

/** The hosts that forwarded headers may name, as the options of a state say; undefined: any. States made elsewhere trust none. */
export function trustedHostsOf(state: RequestState): readonly string[] | undefined {
  return State.trustedHostsOf(state);
}

/** The headers of a state as a list. */
export const { headerList } = State;

function toHeaders(list: HeaderList): Headers {
  const headers = new Headers();
  for (const [name, value] of list) headers.append(name, value);
  return headers;
}

const noHeaders: HeaderList = [];

/** Signed in with a session token whose claims have been verified. */
export function signedIn(
  facts: RequestFacts,
  token: string,
  claims: JwtPayload,
  headers: HeaderList = noHeaders,
): SignedInState {
  const getToken: GetToken = (options) => getSessionToken(facts.config.connection, claims.sid, token, options);
  const debug = () => describeRequest(facts);
  return new State(
    {
      status: 'signed-in',
      reason: null,
      message: null,
      tokenType: 'session_token',
      isAuthenticated: true,
      token,
      toAuth: (options?: ToAuthOptions) =>
        (options === undefined || pendingIsSignedOut(options)) && claims.sts === 'pending'
          ? signedOutAuthObject(debug, 'pending')
          : signedInAuthObject(claims, getToken, debug),
    },
    facts.publicOptions,
    headers,
  );
}

/** Signed in with a machine token. */
export function machineSignedIn(facts: RequestFacts, token: string, machine: MachineToken): SignedInState {
  const debug = () => describeRequest(facts);
  return new State(
    {
      status: 'signed-in',
      reason: null,
      message: null,
      tokenType: machine.tokenType,
      isAuthenticated: true,
      token,
      toAuth: () => authenticatedMachineObject(machine, token, debug),
    },
    facts.publicOptions,
    noHeaders,
  );
}

/** Why somebody is not signed in. */
export interface SignedOutReason {
  readonly reason: string;
  readonly message?: string | undefined;
  readonly headers?: HeaderList | undefined;
  readonly unavailability?: Unavailability | undefined;
}

/** The request is not signed in; `tokenType` is the type of token that was expected. */
export function notSignedIn(
  facts: RequestFacts,
  why: SignedOutReason,
  tokenType: TokenType = 'session_token',
): SignedOutState {
  const reason = { unavailability: facts.unavailability, ...why };
  return signedOut(tokenType, reason, () => describeRequest(facts), facts.publicOptions);
}

/**
 * Not signed in, because the service could not be reached.
 * @throws the error, if it is none of an outage
 */
export function stateOfOutage(facts: RequestFacts, error: unknown): SignedOutState {
  const unavailability = outageOf(error);
  if (!unavailability) throw error;
  return notSignedIn(facts, { reason: 'unexpected-error', unavailability });
}

/** Not signed in; `tokenType` is the type of token that was expected. */
export function signedOut(
  tokenType: TokenType,
  { reason, message = '', headers = [], unavailability }: SignedOutReason,
  debug: Debug,
  publicOptions: StateOptions,
): SignedOutState {
  return new State(
    {
      status: 'signed-out',
      reason,
      message,
      tokenType,
      isAuthenticated: false,
      token: null,
      toAuth: () =>
        tokenType === 'session_token' ? signedOutAuthObject(debug) : unauthenticatedMachineObject(tokenType, debug),
    },
    publicOptions,
    [...headers, ...debugHeaders('signed-out', reason, message)],
    unavailability,
  );
}

/** What a state shows where there are no options. */
export const noPublicOptions: StateOptions = {
  proxyUrl: '',
  publishableKey: '',
  isSatellite: false,
  domain: '',
  signInUrl: '',
  signUpUrl: '',
  afterSignInUrl: '',
  afterSignUpUrl: '',
  trustedHosts: [],
};

/** The token is of none of several accepted kinds. */
export function invalidTokenState(reason: string): SignedOutState {
  return new State(
    {
      status: 'signed-out',
      reason,
      message: '',
      tokenType: null,
      isAuthenticated: false,
      token: null,
      toAuth: invalidTokenAuthObject,
    },
    noPublicOptions,
    debugHeaders('signed-out', reason, ''),
  );
}

/** The browser is sent elsewhere first. */
export function handshakeState(
  { reason, message = '', headers = [] }: SignedOutReason,
  publicOptions: StateOptions,
): HandshakeState {
  return new State(
    {
      status: 'handshake',
      reason,
      message,
      tokenType: 'session_token',
      isAuthenticated: false,
      token: null,
      toAuth: () => null,
    },
    publicOptions,
    [...headers, ...debugHeaders('handshake', reason, message)],
  );
}

/** What of a state is fit for a log. */
export type DebuggedRequestState = Pick<
  RequestState,
  'isSignedIn' | 'isAuthenticated' | 'proxyUrl' | 'reason' | 'message' | 'publishableKey' | 'isSatellite' | 'domain'
>;

/** Picks what of a state is fit for a log: no token, no key but the publishable one. */
export function debugRequestState(state: RequestState): DebuggedRequestState {
  const { isSignedIn, isAuthenticated, proxyUrl, reason, message, publishableKey, isSatellite, domain } = state;
  return { isSignedIn, isAuthenticated, proxyUrl, reason, message, publishableKey, isSatellite, domain };
}
