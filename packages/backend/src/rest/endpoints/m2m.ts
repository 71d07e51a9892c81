import { cleanKey } from '../../clean-key.js';
import { MachineTokenVerificationError } from '../../errors.js';
import { decodeToken } from '../../token/decode-token.js';
import { tokenCategory } from '../../token/token-category.js';
import { machineRules, verifyDecodedToken } from '../../token/verify-token.js';
import type { CallOptions } from '../call-options.js';
import type { Caller } from '../endpoint-group.js';
import { endpoints } from '../endpoint-group.js';
import type { PagePromise } from '../page-promise.js';
import type { M2MToken } from '../resources/m2m-token.js';
import type { PaginationParams } from './params.js';

/** Parameters of {@link M2MApi.list}. */
export interface ListM2MTokensParams extends PaginationParams {
  /** Secret key of the machine, `ak_…`. Default: that of the client. */
  readonly machineSecretKey?: string | undefined;
  /** The machine, `mch_…`. */
  readonly subject: string;
  /** Whether revoked ones are included. Default false. */
  readonly revoked?: boolean | undefined;
  /** Whether expired ones are included. Default false. */
  readonly expired?: boolean | undefined;
}

/** Parameters of {@link M2MApi.createToken}. */
export interface CreateM2MTokenParams {
  /** Secret key of the machine, `ak_…`. Default: that of the client. */
  readonly machineSecretKey?: string | undefined;
  /** Life in seconds; null for the default of the machine. Default null. */
  readonly secondsUntilExpiration?: number | null | undefined;
  /** Custom claims. Default null. */
  readonly claims?: Readonly<Record<string, unknown>> | null | undefined;
  /** Reuses an existing token with the same claims if it is valid for at least this many seconds. */
  readonly minRemainingTtlSeconds?: number | undefined;
  /** Form of the token. Default `opaque`. */
  readonly tokenFormat?: 'opaque' | 'jwt' | undefined;
}

/** Parameters of {@link M2MApi.revokeToken}. */
export interface RevokeM2MTokenParams {
  /** Secret key of the machine, `ak_…`. Default: that of the client. */
  readonly machineSecretKey?: string | undefined;
  /** The token, `mt_…`. */
  readonly m2mTokenId: string;
  /** Why, for the record. Default null. */
  readonly revocationReason?: string | null | undefined;
}

/** Parameters of {@link M2MApi.verify}. */
export interface VerifyM2MTokenParams {
  /** Secret key of the machine, `ak_…`. Default: that of the client. */
  readonly machineSecretKey?: string | undefined;
  /** The token, opaque or a JWT. */
  readonly token: string;
}

/** Tokens with which machines call each other. The machine secret key is sent, if there is one. */
export interface M2MApi {
  /**
   * Gets the tokens of a machine.
   * @throws {ClerkAPIResponseError} 400, 403, 404
   * @see {@link https://clerk.com/docs/reference/backend-api | GET /m2m_tokens}
   */
  list(params: ListM2MTokensParams, options?: CallOptions): PagePromise<M2MToken>;
  /**
   * Makes a token for the machine whose key is sent. The token itself is in this answer only.
   * @throws {ClerkAPIResponseError} 400, 409
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /m2m_tokens}
   */
  createToken(params?: CreateM2MTokenParams, options?: CallOptions): Promise<M2MToken>;
  /**
   * Revokes a token. A JWT stays valid where it is verified without the service.
   * @throws {ClerkAPIResponseError} 400, 404 `resource_not_found`
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /m2m_tokens/\{m2m_token_id\}/revoke}
   */
  revokeToken(params: RevokeM2MTokenParams, options?: CallOptions): Promise<M2MToken>;
  /**
   * Verifies a token: a JWT with the public keys of the instance, any other by asking the service.
   * @throws {ClerkAPIResponseError} 400, 404
   * @throws {MachineTokenVerificationError} `token-invalid`, `token-verification-failed`: a JWT was refused
   * @see {@link https://clerk.com/docs/reference/backend-api | POST /m2m_tokens/verify}
   */
  verify(params: VerifyM2MTokenParams, options?: CallOptions): Promise<M2MToken>;
}

/** Arguments that belong to the call; the others are query or body. */
function machineKey(params: { readonly machineSecretKey?: string | undefined }): Readonly<Record<string, string>> {
  const key = cleanKey(params.machineSecretKey);
  return key ? { authorization: `Bearer ${key}` } : {};
}

function list(call: Caller, { machineSecretKey, ...query }: ListM2MTokensParams): Promise<unknown> {
  return call({ query, headers: machineKey({ machineSecretKey }) });
}

function createToken(call: Caller, params: CreateM2MTokenParams = {}): Promise<unknown> {
  const { machineSecretKey, secondsUntilExpiration = null, claims = null, tokenFormat = 'opaque', ...rest } = params;
  const body = { secondsUntilExpiration, claims, tokenFormat, ...rest };
  return call({ body, headers: machineKey({ machineSecretKey }) });
}

function revokeToken(call: Caller, params: RevokeM2MTokenParams): Promise<unknown> {
  const { machineSecretKey, m2mTokenId, revocationReason = null } = params;
  return call({ path: { m2mTokenId }, body: { revocationReason }, headers: machineKey({ machineSecretKey }) });
}

async function verify(call: Caller, { machineSecretKey, token }: VerifyM2MTokenParams): Promise<unknown> {
  const jwt = call.tokenRules ? decodeToken(token) : undefined;
  if (!call.tokenRules || !jwt?.payload.sub?.startsWith('mch_')) {
    return call({ body: { token }, headers: machineKey({ machineSecretKey }) });
  }
  if (jwt.header.cat && jwt.header.cat !== tokenCategory.m2m) {
    throw new MachineTokenVerificationError({
      code: 'token-invalid',
      message: 'The token is not an M2M token: its header `cat` is that of another kind.',
    });
  }
  const rules = call.tokenRules();
  const result = await verifyDecodedToken(jwt, machineRules(rules), Date.now());
  if (result.ok) {
    const { M2MToken } = await import('../resources/m2m-token.js');
    return M2MToken.fromJwtPayload(result.claims, rules.clockSkewInMs);
  }
  const { message, action, cause } = result.refusal;
  throw new MachineTokenVerificationError({ code: 'token-verification-failed', message, action, cause });
}

/** Routes of {@link M2MApi}. */
export const m2m = endpoints<M2MApi>()(
  {
    list: ['GET /m2m_tokens', { list: true, run: list }],
    createToken: ['POST /m2m_tokens', { run: createToken }],
    revokeToken: ['POST /m2m_tokens/{m2mTokenId}/revoke', { run: revokeToken }],
    verify: ['POST /m2m_tokens/verify', { run: verify }],
  },
  { versioned: false, key: 'machine' },
);
