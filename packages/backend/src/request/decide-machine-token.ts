import { ServiceUnavailableError } from '../errors.js';
import type { DecodedJwt } from '../token/decoded-jwt.js';
import type { RequestFacts } from './request-facts.js';
import { notSignedIn } from './not-signed-in.js';
import type { HeaderList, RequestState } from './request-state.js';
import { machineSignedIn } from './state.js';
import { outageOf } from './unavailability.js';
import {
  verifyMachineJwt,
  verifyOpaqueToken,
  type MachineTokenType,
  type MachineVerification,
} from './verify-machine-token.js';

/** Verifies a token. An outage is no refusal. @param isProven - it comes with a proof of the key that it is bound to */
export async function verifyToken(
  { config, nowMs }: RequestFacts,
  text: string,
  jwt: DecodedJwt | undefined,
  type: MachineTokenType,
  isProven = false,
): Promise<MachineVerification | ServiceUnavailableError> {
  const rules = isProven ? { ...config, isProven } : config;
  try {
    return jwt ? await verifyMachineJwt(type, jwt, rules, nowMs) : await verifyOpaqueToken(type, text, rules, nowMs);
  } catch (error) {
    if (error instanceof ServiceUnavailableError) return error;
    throw error;
  }
}

/** The state of a request with the token of a machine, by what was found about it. */
export function stateOfMachine(
  facts: RequestFacts,
  text: string,
  result: MachineVerification | ServiceUnavailableError,
  type: MachineTokenType,
  headers?: HeaderList,
): RequestState {
  if (result instanceof ServiceUnavailableError) {
    return notSignedIn(facts, { reason: 'unexpected-error', unavailability: outageOf(result), headers }, type);
  }
  if (result.ok) return machineSignedIn(facts, text, result.token, headers);
  const { error } = result;
  const unavailability = outageOf(error.cause);
  return notSignedIn(facts, { reason: error.code, message: error.getFullMessage(), unavailability, headers }, type);
}

/**
 * Decides a request with a machine token in the `Authorization` header.
 * @param jwt - the token decoded; undefined: it is opaque
 */
export async function decideMachineToken(
  facts: RequestFacts,
  text: string,
  jwt: DecodedJwt | undefined,
  type: MachineTokenType,
): Promise<RequestState> {
  return stateOfMachine(facts, text, await verifyToken(facts, text, jwt, type), type);
}
