import { MachineTokenVerificationError, ServiceUnavailableError } from './errors.js';
import { mergeOptions, takeOptions, verifyMachineTokenOptionNames, type AllOptions } from './options.js';
import { connectionOf } from './request/config.js';
import { machineTokenCacheOf } from './request/machine-token-cache.js';
import { isMachineTokenByPrefix, machineTypeOf } from './request/internal-functions.js';
import {
  verifyMachineJwt,
  verifyOpaqueToken,
  type MachineToken,
  type MachineTokenType,
} from './request/verify-machine-token.js';
import { apiKey, type APIKey } from './rest/resources/api-key.js';
import { idpOAuthAccessToken, type IdPOAuthAccessToken } from './rest/resources/idp-oauth-access-token.js';
import { m2mToken, type M2MToken } from './rest/resources/m2m-token.js';
import { decodeToken } from './token/decode-token.js';
import { tokenRules } from './token/verify-token.js';

/** Options of {@link verifyMachineAuthToken}. */
export type VerifyMachineAuthTokenOptions = Pick<AllOptions, (typeof verifyMachineTokenOptionNames)[number]>;

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

type Refusal = Extract<MachineAuthTokenVerification, { readonly data: undefined }>;

const refuse = (tokenType: MachineTokenType, error: MachineTokenVerificationError): Refusal => ({
  tokenType,
  data: undefined,
  errors: [error],
});

/** What is no machine token is refused as the kind that it would have been: a JWT as an OAuth token, anything else as an M2M token. */
function refuseForeign(token: unknown): Refusal {
  const isJwt = typeof token === 'string' && decodeToken(token) !== undefined;
  const error = new MachineTokenVerificationError({
    code: isJwt ? 'token-verification-failed' : 'token-invalid',
    message: 'The token is neither an API key nor an M2M or OAuth token.',
  });
  return refuse(isJwt ? 'oauth_token' : 'm2m_token', error);
}

/** A token that cannot be checked now is neither good nor bad; `cause` says so. */
function refuseForOutage(tokenType: MachineTokenType, cause: unknown): Refusal {
  if (!(cause instanceof ServiceUnavailableError)) throw cause;
  return refuse(
    tokenType,
    new MachineTokenVerificationError({ code: 'unexpected-error', message: cause.message, cause }),
  );
}

/**
 * Verifies a machine token of any kind. Whatever the token is, the answer says so: only options that cannot be used throw.
 * @returns in an outage the error `unexpected-error`, whose `cause` is a `ServiceUnavailableError` or the failed call
 * @throws {ConfigurationError} `option_unknown`, `option_invalid`, `jwt_key_invalid`
 */
export async function verifyMachineAuthToken(
  token: string,
  options: VerifyMachineAuthTokenOptions,
): Promise<MachineAuthTokenVerification> {
  const merged = mergeOptions(takeOptions(options, 'verifyMachineAuthToken', verifyMachineTokenOptionNames));
  const rules = {
    rules: tokenRules(merged),
    connection: connectionOf(merged),
    machineTokenCache: machineTokenCacheOf(merged.machineTokenCache),
  };
  const tokenType = typeof token === 'string' ? machineTypeOf(token) : undefined;
  if (!tokenType) return refuseForeign(token);
  const jwt = isMachineTokenByPrefix(token) ? undefined : decodeToken(token);
  try {
    const result = jwt
      ? await verifyMachineJwt(tokenType, jwt, rules, Date.now())
      : await verifyOpaqueToken(tokenType, token, rules, Date.now());
    if (!result.ok) return refuse(tokenType, result.error);
    return { tokenType, data: toResource(result.token), errors: undefined };
  } catch (error) {
    return refuseForOutage(tokenType, error);
  }
}
