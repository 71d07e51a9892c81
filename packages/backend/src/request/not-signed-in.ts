import type { TokenType } from '../options.js';
import type { Debug } from './auth-functions.js';
import { invalidTokenAuthObject, signedOutAuthObject } from './auth-object.js';
import type { StateOptions } from './config.js';
import { describeRequest } from './describe-request.js';
import { unauthenticatedMachineObject } from './machine-auth-object.js';
import type { RequestFacts } from './request-facts.js';
import type { AuthStatus, HandshakeState, HeaderList, SignedOutState } from './request-state.js';
import { State } from './state.js';
import { outageOf, type Unavailability } from './unavailability.js';

/** Visible ASCII and latin-1 (RFC 9110 section 5.5); anything else would be refused by the HTTP layer. */
export const headerText = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

function debugHeaders(status: AuthStatus, reason: string, message: string): HeaderList {
  const headers: (readonly [string, string])[] = [['x-clerk-auth-status', status]];
  if (headerText.test(reason)) headers.push(['x-clerk-auth-reason', reason]);
  if (message && headerText.test(message)) headers.push(['x-clerk-auth-message', message]);
  return headers;
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
  // Stryker disable next-line ArrayDeclaration: no request names the host that the change adds.
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
  { reason, message = '', headers }: SignedOutReason & { readonly headers: HeaderList },
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
