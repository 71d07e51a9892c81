import { InvalidArgumentError, type MachineTokenVerificationError } from './errors.js';
import { checkOptions, mergeOptions, type AllOptions } from './options.js';
import { connectionOf } from './request/config.js';
import { machineTokenCacheOf } from './request/machine-token-cache.js';
import { isMachineTokenByPrefix, machineTypeOf } from './request/official-forms.js';
import {
  verifyMachineJwt,
  verifyOpaqueToken,
  type MachineToken,
  type MachineTokenType,
} from './request/verify-machine-token.js';
import { apiKey, type APIKey } from './rest/resources/api-key.js';
import { idpOAuthAccessToken, type IdPOAuthAccessToken } from './rest/resources/idp-oauth-access-token.js';
import { m2mToken, type M2MToken } from './rest/resources/m2m-token.js';
import { decodeToken } from './token/decode-jwt.js';
import { tokenRules } from './token/verify-token.js';

/** The answer of {@link verifyMachineAuthToken}: the token's object, or why it was refused. */
export type MachineAuthTokenVerification =
  | {
      readonly tokenType: MachineTokenType;
      readonly data: APIKey | IdPOAuthAccessToken | M2MToken;
      readonly errors: undefined;
    }
  | {
      readonly tokenType: MachineTokenType;
      readonly data: undefined;
      readonly errors: readonly [MachineTokenVerificationError];
    };

function toResource({ tokenType, json }: MachineToken): APIKey | IdPOAuthAccessToken | M2MToken {
  // The verifier has made sure that the JSON is that of the kind; readers take whatever else is missing.
  const wire = json as never;
  if (tokenType === 'api_key') return apiKey.read(wire);
  return tokenType === 'm2m_token' ? m2mToken.read(wire) : idpOAuthAccessToken.read(wire);
}

/**
 * Verifies a machine token of any kind.
 * @throws {InvalidArgumentError} if the token is of no known kind
 * @throws {ServiceUnavailableError} if the keys could not be had
 */
export async function verifyMachineAuthToken(
  token: string,
  options: AllOptions,
): Promise<MachineAuthTokenVerification> {
  checkOptions(options, 'verifyMachineAuthToken');
  const tokenType = machineTypeOf(token);
  if (!tokenType) throw new InvalidArgumentError('The token is neither an API key nor an M2M or OAuth token.');
  const merged = mergeOptions(options);
  const rules = {
    rules: tokenRules(merged),
    connection: connectionOf(merged),
    machineTokenCache: machineTokenCacheOf(merged.machineTokenCache),
  };
  const jwt = isMachineTokenByPrefix(token) ? undefined : decodeToken(token);
  const result = jwt
    ? await verifyMachineJwt(tokenType, jwt, rules, Date.now())
    : await verifyOpaqueToken(tokenType, token, rules, Date.now());
  return result.ok
    ? { tokenType, data: toResource(result.token), errors: undefined }
    : { tokenType, data: undefined, errors: [result.error] };
}
