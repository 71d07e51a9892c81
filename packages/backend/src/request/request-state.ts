import type { TokenType } from '../options.js';
import type { AuthObject, AuthObjectFor, InvalidTokenAuthObject } from './auth-object.js';
import type { PublicOptions } from './config.js';
import type { Unavailability } from './unavailability.js';

/** Values of `RequestState.status`. */
export const AuthStatus = { SignedIn: 'signed-in', SignedOut: 'signed-out', Handshake: 'handshake' } as const;
/** One of the values of {@link AuthStatus}. */
export type AuthStatus = (typeof AuthStatus)[keyof typeof AuthStatus];

/** Options of `RequestState.toAuth()`. */
export interface ToAuthOptions {
  /** Whether a session with unfinished tasks counts as signed out. Default true. */
  readonly treatPendingAsSignedOut?: boolean | undefined;
}

/** What every kind of state has. */
export interface CommonState extends PublicOptions {
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
