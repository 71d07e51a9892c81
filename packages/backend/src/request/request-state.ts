import { isClerkAPIResponseError, ServiceUnavailableError } from '../errors.js';
import type { TokenType } from '../options.js';
import type { JwtPayload } from '../token/decode-jwt.js';
import {
  authenticatedMachineObject,
  invalidTokenAuthObject,
  signedInAuthObject,
  signedOutAuthObject,
  unauthenticatedMachineObject,
  type AuthObject,
  type Debug,
  type GetToken,
} from './auth-object.js';
import type { EchoedOptions } from './config.js';
import type { MachineToken, MachineTokenType } from './verify-machine-token.js';

/** Values of `RequestState.status`. */
export const AuthStatus = { SignedIn: 'signed-in', SignedOut: 'signed-out', Handshake: 'handshake' } as const;
/** One of the values of {@link AuthStatus}. */
export type AuthStatus = (typeof AuthStatus)[keyof typeof AuthStatus];

/** Options of `RequestState.toAuth()`. */
export interface ToAuthOptions {
  /** Whether a session with unfinished tasks counts as signed out. Default true. */
  readonly treatPendingAsSignedOut?: boolean | undefined;
}

/** Why the service that is needed to tell could not be asked; the person may well be signed in. Answer 503. */
export interface Unavailability {
  readonly cause: unknown;
  /** Seconds after which another try may succeed. */
  readonly retryAfterSeconds: number;
}

/** How long to wait when the service did not say. */
const defaultRetryAfterSeconds = 5;

/** Reads an outage from a failed call: no answer at all, 429 or 5xx; anything else tells something about the token. */
export function outageOf(error: unknown): Unavailability | undefined {
  if (error instanceof ServiceUnavailableError) return { cause: error, retryAfterSeconds: error.retryAfterSeconds };
  if (!isClerkAPIResponseError(error)) return undefined;
  const { status, retryAfter } = error;
  const isOutage = status === undefined || status === 429 || status >= 500;
  return isOutage ? { cause: error, retryAfterSeconds: retryAfter ?? defaultRetryAfterSeconds } : undefined;
}

interface CommonState extends EchoedOptions {
  /** Why; null when signed in. One of the reasons of the protocol, or of a refused token. */
  readonly reason: string | null;
  /** The same in words; null when signed in, empty when there is nothing to add. */
  readonly message: string | null;
  /** Headers for the answer: what a handshake sets, and `x-clerk-auth-…` unless signed in. */
  readonly headers: Headers;
  /** True when the state was decided without the auth service because that could not be asked. */
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

/** The browser must be sent to `location` (307) before it can be told whether somebody is signed in. */
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

/** What was decided about a request. */
export type RequestState = SignedInState | SignedOutState | HandshakeState;

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

const listKey: unique symbol = Symbol('headers of the state, as a list');

/** The headers of a state as a list. States of another make have only the object. */
export function headerList(state: RequestState & { readonly [listKey]?: HeaderList }): HeaderList {
  return state[listKey] ?? [...state.headers];
}

function toHeaders(list: HeaderList): Headers {
  const headers = new Headers();
  for (const [name, value] of list) headers.append(name, value);
  return headers;
}

/** Headers become an object only for those who look at them; adapters take the list. */
function withHeaders<T extends object>(state: T, list: HeaderList): T & { readonly headers: Headers } {
  let headers: Headers | undefined;
  const get = () => (headers ??= toHeaders(list));
  Object.defineProperty(state, listKey, { value: list });
  // The property that the type names is defined right here.
  return Object.defineProperty(state, 'headers', { enumerable: true, get }) as T & { readonly headers: Headers };
}

const available = { unavailable: false, unavailability: undefined } as const;

/** Signed in with a session token. */
export function signedIn(session: {
  readonly claims: JwtPayload;
  readonly token: string;
  readonly getToken: GetToken;
  readonly debug: Debug;
  readonly echo: EchoedOptions;
  readonly headers?: HeaderList;
}): SignedInState {
  const { claims, token, getToken, debug, echo, headers = [] } = session;
  return withHeaders(
    {
      status: 'signed-in' as const,
      reason: null,
      message: null,
      ...echo,
      ...available,
      tokenType: 'session_token' as const,
      isAuthenticated: true as const,
      isSignedIn: true as const,
      token,
      toAuth: ({ treatPendingAsSignedOut = true }: ToAuthOptions = {}) =>
        treatPendingAsSignedOut && claims.sts === 'pending'
          ? signedOutAuthObject(debug, 'pending')
          : signedInAuthObject(claims, getToken, debug),
    },
    headers,
  );
}

/** Signed in with a machine token. */
export function machineSignedIn(
  machine: MachineToken,
  token: string,
  debug: Debug,
  echo: EchoedOptions,
): SignedInState {
  return withHeaders(
    {
      status: 'signed-in' as const,
      reason: null,
      message: null,
      ...echo,
      ...available,
      tokenType: machine.tokenType,
      isAuthenticated: true as const,
      isSignedIn: true as const,
      token,
      toAuth: () => authenticatedMachineObject(machine, token, debug),
    },
    [],
  );
}

/** Why somebody is not signed in. */
export interface SignedOutReason {
  readonly reason: string;
  readonly message?: string | undefined;
  readonly headers?: HeaderList | undefined;
  readonly unavailability?: Unavailability | undefined;
}

/** Not signed in; `tokenType` says which kind of token was wanted. */
export function signedOut(
  tokenType: TokenType,
  { reason, message = '', headers = [], unavailability }: SignedOutReason,
  debug: Debug,
  echo: EchoedOptions,
): SignedOutState {
  const wanted = tokenType === 'session_token' ? undefined : (tokenType satisfies MachineTokenType);
  return withHeaders(
    {
      status: 'signed-out' as const,
      reason,
      message,
      ...echo,
      unavailable: unavailability !== undefined,
      unavailability,
      tokenType,
      isAuthenticated: false as const,
      isSignedIn: false as const,
      token: null,
      toAuth: () => (wanted ? unauthenticatedMachineObject(wanted, debug) : signedOutAuthObject(debug)),
    },
    [...headers, ...debugHeaders('signed-out', reason, message)],
  );
}

/** What is echoed where there are no options. */
export const noEcho: EchoedOptions = {
  proxyUrl: '',
  publishableKey: '',
  isSatellite: false,
  domain: '',
  signInUrl: '',
  signUpUrl: '',
  afterSignInUrl: '',
  afterSignUpUrl: '',
};

/** The token is of none of several accepted kinds. */
export function invalidTokenState(reason: string): SignedOutState {
  return withHeaders(
    {
      status: 'signed-out' as const,
      reason,
      message: '',
      ...noEcho,
      ...available,
      tokenType: null,
      isAuthenticated: false as const,
      isSignedIn: false as const,
      token: null,
      toAuth: invalidTokenAuthObject,
    },
    debugHeaders('signed-out', reason, ''),
  );
}

/** The browser is sent elsewhere first. */
export function handshakeState(
  { reason, message = '', headers = [] }: SignedOutReason,
  echo: EchoedOptions,
): HandshakeState {
  return withHeaders(
    {
      status: 'handshake' as const,
      reason,
      message,
      ...echo,
      ...available,
      tokenType: 'session_token' as const,
      isAuthenticated: false as const,
      isSignedIn: false as const,
      token: null,
      toAuth: () => null,
    },
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
