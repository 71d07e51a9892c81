import type { MachineTokenType } from '../options.js';
import type { Debug } from './auth-functions.js';
import { unauthenticatedMachineObject } from './machine-auth-object.js';
import type { SignedInState, SignedOutState } from './request-state.js';
import type { StateOptions } from './config.js';
import { State } from './state.js';

const tokens = new WeakMap<object, string>();

/**
 * The state of a request with the token of a machine that has not been verified: only the route knows whether it accepts such a token, and
 * verifying one may take a call of the Backend API. Until then nobody is signed in.
 */
export function deferMachineToken(
  token: string,
  tokenType: MachineTokenType,
  debug: Debug,
  publicOptions: StateOptions,
): SignedOutState {
  const state: SignedOutState = new State(
    {
      status: 'signed-out',
      reason: 'machine-token-unverified',
      message: '',
      tokenType,
      isAuthenticated: false,
      token: null,
      toAuth: () => unauthenticatedMachineObject(tokenType, debug),
    },
    publicOptions,
    [],
  );
  tokens.set(state, token);
  return state;
}

/** The token of a machine that has not been verified. */
export function deferredTokenOf(state: SignedInState | SignedOutState): string | undefined {
  return tokens.get(state);
}
