import type { ClerkAPIErrorJSON } from './wire/api-error.js';

/**
 * Why a token was refused. The values are part of the public contract: they appear in
 * `TokenVerificationError.reason`, in request states and in the `x-clerk-auth-reason` header.
 */
export const TokenVerificationErrorReason = {
  TokenExpired: 'token-expired',
  TokenInvalid: 'token-invalid',
  TokenInvalidAlgorithm: 'token-invalid-algorithm',
  TokenInvalidAuthorizedParties: 'token-invalid-authorized-parties',
  TokenInvalidIssuer: 'token-invalid-issuer',
  TokenInvalidSignature: 'token-invalid-signature',
  TokenNotActiveYet: 'token-not-active-yet',
  TokenRevoked: 'token-revoked',
  TokenIatInTheFuture: 'token-iat-in-the-future',
  TokenVerificationFailed: 'token-verification-failed',
  InvalidSecretKey: 'secret-key-invalid',
  LocalJWKMissing: 'jwk-local-missing',
  RemoteJWKFailedToLoad: 'jwk-remote-failed-to-load',
  RemoteJWKInvalid: 'jwk-remote-invalid',
  RemoteJWKMissing: 'jwk-remote-missing',
  JWKFailedToResolve: 'jwk-failed-to-resolve',
  JWKKidMismatch: 'jwk-kid-mismatch',
} as const;
/** One of the values of {@link TokenVerificationErrorReason}. */
export type TokenVerificationErrorReason =
  (typeof TokenVerificationErrorReason)[keyof typeof TokenVerificationErrorReason];

/** What to do about a refused token; appended to the message. */
export const TokenVerificationErrorAction = {
  ContactSupport: 'Check https://status.clerk.com and your API URL; if both are fine, contact support.',
  EnsureClerkJWT: 'Send a token that was issued by your Clerk instance.',
  SetClerkJWTKey: 'Set CLERK_JWT_KEY (option `jwtKey`) or CLERK_SECRET_KEY (option `secretKey`).',
  SetClerkSecretKey: 'Set CLERK_SECRET_KEY (option `secretKey`); you find it in the dashboard under API keys.',
  EnsureClockSync: "Synchronize this machine's clock.",
  CheckKeys: 'Check that the secret key and the publishable key belong to the instance that issued the token.',
} as const;
/** One of the values of {@link TokenVerificationErrorAction}. */
export type TokenVerificationErrorAction =
  (typeof TokenVerificationErrorAction)[keyof typeof TokenVerificationErrorAction];

/** Codes of the Backend API that {@link TokenVerificationError} knows. */
export const TokenVerificationErrorCode = { InvalidSecretKey: 'clerk_key_invalid' } as const;
/** One of the values of {@link TokenVerificationErrorCode}. */
export type TokenVerificationErrorCode = (typeof TokenVerificationErrorCode)[keyof typeof TokenVerificationErrorCode];

/** Where the refused token was found. */
export type TokenCarrier = 'header' | 'cookie';

/** A refused token as a value: what the verifier answers before anybody decided to throw. */
export interface TokenRefusal {
  readonly reason: TokenVerificationErrorReason;
  /** What was expected and what came; never a token, key or claim value that could be a secret. */
  readonly message: string;
  /** What to do about it. */
  readonly action?: string | undefined;
  /** The token could not be checked: what the check needs could not be fetched, and another try may succeed. */
  readonly unavailable?: boolean;
  /** The session may be alive: a browser can get a newer token, which is accepted. */
  readonly isRenewable?: boolean;
  readonly cause?: unknown;
}

/**
 * The long form of a refusal, as it is in request states and in `x-clerk-auth-message`.
 * @param carrier - where the token was found, if that is known
 */
export function describeRefusal(refusal: TokenRefusal, carrier?: TokenCarrier): string {
  const text = [refusal.message, refusal.action].filter(Boolean).join(' ');
  return `${text} (reason=${refusal.reason}, token-carrier=${carrier ?? 'unknown'})`;
}

const brand = Symbol.for('@acme/backend.error');

/** Marks instances so that guards agree across two copies of the package (ESM and CJS). */
function isBranded(error: unknown, name: string): boolean {
  return typeof error === 'object' && error !== null && (error as { [brand]?: unknown })[brand] === name;
}

/**
 * A token was refused.
 * @see {@link https://www.rfc-editor.org/rfc/rfc7519#section-7.2 | RFC 7519 section 7.2}
 */
export class TokenVerificationError extends Error {
  override readonly name = 'TokenVerificationError';
  readonly [brand] = 'TokenVerificationError';
  /** Stable code, the same value as `reason`. */
  readonly code: TokenVerificationErrorReason;
  readonly reason: TokenVerificationErrorReason;
  readonly action: string | undefined;
  tokenCarrier?: TokenCarrier;

  constructor(refusal: TokenRefusal) {
    super(refusal.message, refusal.cause === undefined ? undefined : { cause: refusal.cause });
    this.code = refusal.reason;
    this.reason = refusal.reason;
    this.action = refusal.action;
  }

  /** Message, action, reason and token carrier in one line. */
  getFullMessage(): string {
    return describeRefusal(this, this.tokenCarrier);
  }
}

/**
 * Tells a {@link TokenVerificationError} from other errors, also across two copies of the package.
 * @example
 * try {
 *   await verifyToken(token, { jwtKey: process.env.CLERK_JWT_KEY });
 * } catch (error) {
 *   if (!isTokenVerificationError(error)) throw error;
 *   console.log(error.reason); // 'token-expired', for example
 * }
 */
export function isTokenVerificationError(error: unknown): error is TokenVerificationError {
  return isBranded(error, 'TokenVerificationError');
}

/** Why a machine token (API key, M2M or OAuth access token) was refused. */
export const MachineTokenVerificationErrorCode = {
  TokenInvalid: 'token-invalid',
  TokenRevoked: 'token-revoked',
  InvalidSecretKey: 'secret-key-invalid',
  UnexpectedError: 'unexpected-error',
  TokenVerificationFailed: 'token-verification-failed',
} as const;
/** One of the values of {@link MachineTokenVerificationErrorCode}. */
export type MachineTokenVerificationErrorCode =
  (typeof MachineTokenVerificationErrorCode)[keyof typeof MachineTokenVerificationErrorCode];

/** A machine token was refused, or the service that checks it could not answer. */
export class MachineTokenVerificationError extends Error {
  override readonly name = 'MachineTokenVerificationError';
  readonly [brand] = 'MachineTokenVerificationError';
  readonly clerkError = true;
  readonly code: MachineTokenVerificationErrorCode;
  /** HTTP status of the Backend API's answer; undefined when there was none. */
  readonly status: number | undefined;
  readonly action: string | undefined;

  constructor(details: {
    message: string;
    code: MachineTokenVerificationErrorCode;
    status?: number | undefined;
    action?: string | undefined;
    cause?: unknown;
  }) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = details.code;
    this.status = details.status;
    this.action = details.action;
  }

  /** Message with code and status in one line. */
  getFullMessage(): string {
    return `${this.message} (code=${this.code}, status=${this.status ?? 'n/a'})`;
  }
}

/**
 * Tells a {@link MachineTokenVerificationError} from other errors, also across two copies of the package.
 * @example
 * const key = await clerk.apiKeys.verify(secret).catch((error) => {
 *   if (isMachineTokenVerificationError(error)) return null;
 *   throw error;
 * });
 */
export const isMachineTokenVerificationError = (error: unknown): error is MachineTokenVerificationError =>
  isBranded(error, 'MachineTokenVerificationError');

/** A JWT could not be signed: unusable key or algorithm. */
export class SignJWTError extends Error {
  override readonly name = 'SignJWTError';
  readonly [brand] = 'SignJWTError';
  readonly code = 'sign_jwt_failed';
}

/** Tells a {@link SignJWTError} from other errors, also across two copies of the package. */
export const isSignJWTError = (error: unknown): error is SignJWTError => isBranded(error, 'SignJWTError');

/** One error of a Backend API answer, in camel case. */
export interface ClerkAPIError {
  /** Stable code of the service, for example `resource_not_found`. */
  readonly code: string;
  readonly message: string;
  readonly longMessage?: string | undefined;
  readonly meta?: ClerkAPIErrorMeta | undefined;
}

/** Details the service attaches to an error; which of them are there depends on the code. */
export interface ClerkAPIErrorMeta {
  readonly paramName?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly emailAddresses?: readonly string[] | undefined;
  readonly identifiers?: readonly string[] | undefined;
  readonly zxcvbn?: unknown;
  readonly plan?: unknown;
  readonly isPlanUpgradePossible?: boolean | undefined;
  readonly seatsQuantityToAdd?: number | undefined;
  readonly seatsQuantity?: number | undefined;
  readonly traceId?: string | undefined;
  readonly kind?: string | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly linkUrl?: string | undefined;
  readonly linkText?: string | undefined;
  readonly data?: unknown;
}

function toApiError(json: ClerkAPIErrorJSON): ClerkAPIError {
  const meta = json.meta;
  return {
    code: json.code,
    message: json.message,
    longMessage: json.long_message,
    meta: {
      paramName: meta?.param_name,
      sessionId: meta?.session_id,
      emailAddresses: meta?.email_addresses,
      identifiers: meta?.identifiers,
      zxcvbn: meta?.zxcvbn,
      plan: meta?.plan,
      isPlanUpgradePossible: meta?.is_plan_upgrade_possible,
      seatsQuantityToAdd: meta?.seats_quantity_to_add,
      seatsQuantity: meta?.seats_quantity,
      traceId: meta?.trace_id,
      kind: meta?.kind,
      title: meta?.title,
      description: meta?.description,
      linkUrl: meta?.link_url,
      linkText: meta?.link_text,
      data: meta?.data,
    },
  };
}

/**
 * The Backend API answered with an error, or could not be reached: then `status` is undefined at run time, and `cause` says why.
 * @see {@link https://clerk.com/docs/reference/backend-api | Backend API reference}
 */
export class ClerkAPIResponseError extends Error {
  override readonly name: string = 'ClerkAPIResponseError';
  readonly [brand] = 'ClerkAPIResponseError';
  readonly clerkError = true;
  readonly code = 'api_response_error';
  /**
   * HTTP status of the answer. It is undefined at run time when there was no answer, although the type does not say so: the type is that of
   * the official packages, so that `res.status(error.status)` compiles.
   */
  declare readonly status: number;
  /** The service's id of this request, for support. */
  readonly clerkTraceId: string | undefined;
  /** From `Retry-After`: wait this many seconds. */
  readonly retryAfter: number | undefined;
  readonly errors: readonly ClerkAPIError[];
  readonly longMessage: string | undefined;
  readonly docsUrl: string | undefined;
  /** How many times the request was sent. */
  readonly attempts: number;

  constructor(
    message: string,
    details: {
      data: readonly ClerkAPIErrorJSON[];
      status?: number | undefined;
      clerkTraceId?: string | undefined;
      retryAfter?: number | undefined;
      attempts?: number | undefined;
      cause?: unknown;
    },
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    Object.assign(this, { status: details.status });
    this.clerkTraceId = details.clerkTraceId;
    this.retryAfter = details.retryAfter;
    this.attempts = details.attempts ?? 1;
    this.errors = details.data.map(toApiError);
  }

  override toString(): string {
    return [
      `[${this.name}]`,
      `Message: ${this.message}`,
      `Status: ${this.status ?? 'none'}`,
      `Errors: ${this.errors.map((error) => JSON.stringify(error)).join(', ')}`,
      ...(this.clerkTraceId ? [`Clerk Trace ID: ${this.clerkTraceId}`] : []),
    ].join('\n');
  }
}

/**
 * Tells a {@link ClerkAPIResponseError} from other errors, also across two copies of the package.
 * @example
 * const user = await clerk.users.getUser('user_123').catch((error) => {
 *   if (isClerkAPIResponseError(error) && error.status === 404) return null;
 *   throw error;
 * });
 */
export function isClerkAPIResponseError(error: unknown): error is ClerkAPIResponseError {
  return isBranded(error, 'ClerkAPIResponseError');
}

/** Why an answer of the Backend API was not read. */
export type UnusableResponseErrorCode = 'response_too_large' | 'redirect_refused';

/** The Backend API gave an answer that must not be read or followed; the `cause` of a {@link ClerkAPIResponseError}. */
export class UnusableResponseError extends Error {
  override readonly name = 'UnusableResponseError';
  readonly [brand] = 'UnusableResponseError';

  constructor(
    readonly code: UnusableResponseErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** Tells an {@link UnusableResponseError} from other errors, also across two copies of the package. */
export const isUnusableResponseError = (error: unknown): error is UnusableResponseError =>
  isBranded(error, 'UnusableResponseError');

/** What is wrong with the configuration. */
export type ConfigurationErrorCode =
  | 'publishable_key_missing'
  | 'publishable_key_invalid'
  | 'secret_key_missing'
  | 'secret_key_invalid'
  | 'machine_secret_key_missing'
  | 'jwt_key_invalid'
  | 'satellite_domain_missing'
  | 'sign_in_url_missing'
  | 'sign_in_url_invalid'
  | 'organization_pattern_invalid'
  | 'option_unknown'
  | 'option_invalid'
  | 'options_contradictory'
  | 'middleware_missing'
  | 'encryption_key_missing'
  | 'middleware_not_called'
  | 'answer_cached'
  | 'guard_missing'
  | 'proxy_body_consumed'
  | 'runtime_unsupported';

/** The application is set up wrongly. The message names the option and its environment variable and says where to get it. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly [brand] = 'ConfigurationError';

  constructor(
    readonly code: ConfigurationErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/**
 * Tells a {@link ConfigurationError} from other errors, also across two copies of the package.
 * @example
 * try {
 *   createClerkClient({ secretKey: 'pk_test_…' });
 * } catch (error) {
 *   if (isConfigurationError(error)) console.error(error.code, error.message);
 * }
 */
export function isConfigurationError(error: unknown): error is ConfigurationError {
  return isBranded(error, 'ConfigurationError');
}

/** Why a webhook was refused. */
export type WebhookVerificationErrorCode =
  | 'webhook_secret_missing'
  | 'webhook_secret_invalid'
  | 'webhook_headers_missing'
  | 'webhook_timestamp_invalid'
  | 'webhook_signature_invalid'
  | 'webhook_payload_invalid'
  | 'webhook_body_unavailable';

/** A webhook was refused. Answer 400, or 500 where the secret is missing. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';
  readonly [brand] = 'WebhookVerificationError';

  constructor(
    readonly code: WebhookVerificationErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/**
 * Tells a {@link WebhookVerificationError} from other errors, also across two copies of the package.
 * @example
 * try {
 *   await verifyWebhook(request);
 * } catch (error) {
 *   if (!isWebhookVerificationError(error)) throw error;
 *   console.log(error.code); // answer 400
 * }
 */
export const isWebhookVerificationError = (error: unknown): error is WebhookVerificationError =>
  isBranded(error, 'WebhookVerificationError');

/** A path cannot be decoded; no route can be meant by it. Answer 400. */
export class MalformedURLError extends Error {
  override readonly name = 'MalformedURLError';
  readonly [brand] = 'MalformedURLError';
  readonly code = 'malformed_url';
  readonly statusCode = 400;
}

/** Tells a {@link MalformedURLError} from other errors, also across two copies of the package. */
export const isMalformedURLError = (error: unknown): error is MalformedURLError =>
  isBranded(error, 'MalformedURLError');

/** An argument of a public function cannot be used; nothing was sent. */
export class InvalidArgumentError extends TypeError {
  override readonly name = 'InvalidArgumentError';
  readonly [brand] = 'InvalidArgumentError';
  readonly code = 'invalid_argument';
}

/** Tells an {@link InvalidArgumentError} from other errors, also across two copies of the package. */
export const isInvalidArgumentError = (error: unknown): error is InvalidArgumentError =>
  isBranded(error, 'InvalidArgumentError');

/**
 * The runtime's cryptography failed, for a reason that is neither the key nor the token: it has none, or not what is needed. Nobody is
 * signed out by it; the request fails. Answer 500.
 */
export class CryptoError extends Error {
  override readonly name = 'CryptoError';
  readonly [brand] = 'CryptoError';
  readonly code = 'crypto_failed';

  /** @param operation - what was to be done, for example `verify a signature` */
  constructor(operation: string, cause: unknown) {
    super(
      `The runtime could not ${operation}: its cryptography failed. Keys and tokens are not to blame; \`cause\` has the runtime's ` +
        'error. Check that the runtime has WebCrypto or `node:crypto`, and that nothing replaces it.',
      { cause },
    );
  }
}

/** Tells a {@link CryptoError} from other errors, also across two copies of the package. */
export const isCryptoError = (error: unknown): error is CryptoError => isBranded(error, 'CryptoError');

/**
 * The auth service could not be reached, or its answer could not be read; the token is neither good nor bad.
 * Answer 503, not 401.
 */
export class ServiceUnavailableError extends Error {
  override readonly name = 'ServiceUnavailableError';
  readonly [brand] = 'ServiceUnavailableError';
  readonly code = 'service_unavailable';
  /** Seconds after which another try may succeed. */
  readonly retryAfterSeconds: number;

  constructor(message: string, options: { cause?: unknown; retryAfterSeconds?: number } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.retryAfterSeconds = options.retryAfterSeconds ?? 5;
  }
}

/**
 * Tells a {@link ServiceUnavailableError} from other errors, also across two copies of the package.
 * @example
 * try {
 *   await clerk.users.getUser('user_123');
 * } catch (error) {
 *   if (!isServiceUnavailableError(error)) throw error;
 *   console.log(`Try again in ${error.retryAfterSeconds} s.`);
 * }
 */
export const isServiceUnavailableError = (error: unknown): error is ServiceUnavailableError =>
  isBranded(error, 'ServiceUnavailableError');
