import { ConfigurationError } from '../errors.js';
import { checkNames, type TokenType } from '../options.js';
import type { JwtPayload } from '../token/decoded-jwt.js';
import type { GetToken } from './auth-functions.js';
import { signedInAuthObject, signedOutAuthObject, type AuthObject } from './auth-object.js';
import type { StateOptions } from './config.js';
import { describeRequest } from './describe-request.js';
import { getSessionToken } from './get-session-token.js';
import { authenticatedMachineObject } from './machine-auth-object.js';
import type { RequestFacts } from './request-facts.js';
import type {
  AuthStatus,
  CommonState,
  HeaderList,
  RequestState,
  SignedInState,
  ToAuthOptions,
} from './request-state.js';
import type { Unavailability } from './unavailability.js';
import type { MachineToken } from './verify-machine-token.js';

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
export class State<const T extends Outcome> implements CommonState {
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
  readonly #proofAlgorithms: StateOptions['proofAlgorithms'];
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
    this.#proofAlgorithms = publicOptions.proofAlgorithms;
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
    // Stryker disable next-line ArrayDeclaration: no request names the host that the change adds.
    return #list in state ? state.#trustedHosts : [];
  }

  static proofAlgorithmsOf(this: void, state: RequestState): StateOptions['proofAlgorithms'] {
    return #list in state ? state.#proofAlgorithms : undefined;
  }
}

/** The hosts that forwarded headers may name, as the options of a state say; undefined: any. States made elsewhere trust none. */
export function trustedHostsOf(state: RequestState): readonly string[] | undefined {
  return State.trustedHostsOf(state);
}

/** `headerList`: the headers of a state as a list; `proofAlgorithmsOf`: the DPoP proofs that its options take, null: none, undefined: not known. */
export const { headerList, proofAlgorithmsOf } = State;

function toHeaders(list: HeaderList): Headers {
  const headers = new Headers();
  for (const [name, value] of list) headers.append(name, value);
  return headers;
}

const noHeaders: HeaderList = [];

/**
 * Whether a session with unfinished tasks counts as signed out.
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`: a mistake must not let a pending session in
 */
export function pendingIsSignedOut(options: ToAuthOptions): boolean {
  checkNames(options, 'toAuth', ['treatPendingAsSignedOut'] satisfies (keyof ToAuthOptions)[]);
  const { treatPendingAsSignedOut = true } = options;
  if (typeof treatPendingAsSignedOut === 'boolean') return treatPendingAsSignedOut;
  throw new ConfigurationError('option_invalid', 'toAuth: `treatPendingAsSignedOut` must be true or false.');
}

// The signed-in states are created in the file of the class: every signed-in request then runs through one file less.

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
export function machineSignedIn(
  facts: RequestFacts,
  token: string,
  machine: MachineToken,
  headers: HeaderList = noHeaders,
): SignedInState {
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
    headers,
  );
}
