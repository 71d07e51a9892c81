import { ServiceUnavailableError } from '../errors.js';
import type { DecodedJwt } from '../token/decoded-jwt.js';
import type { RequestFacts } from './request-facts.js';
import { notSignedIn } from './not-signed-in.js';
import type { RequestState } from './request-state.js';
import { machineSignedIn } from './state.js';
import { outageOf } from './unavailability.js';
import {
  verifyMachineJwt,
  verifyOpaqueToken,
  type MachineTokenType,
  type MachineVerification,
} from './verify-machine-token.js';

async function verify(
  { config, nowMs }: RequestFacts,
  text: string,
  jwt: DecodedJwt | undefined,
  type: MachineTokenType,
): Promise<MachineVerification | ServiceUnavailableError> {
  try {
    return jwt ? await verifyMachineJwt(type, jwt, config, nowMs) : await verifyOpaqueToken(type, text, config, nowMs);
  } catch (error) {
    if (error instanceof ServiceUnavailableError) return error;
    throw error;
  }
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
  const result = await verify(facts, text, jwt, type);
  if (result instanceof ServiceUnavailableError) {
    return notSignedIn(facts, { reason: 'unexpected-error', unavailability: outageOf(result) }, type);
  }
  if (result.ok) return machineSignedIn(facts, text, result.token);
  const { error } = result;
  const why = { reason: error.code, message: error.getFullMessage(), unavailability: outageOf(error.cause) };
  return notSignedIn(facts, why, type);
}
