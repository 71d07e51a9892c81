import {
  isClerkAPIResponseError,
  MachineTokenVerificationError,
  ServiceUnavailableError,
  type ClerkAPIResponseError,
  type MachineTokenVerificationErrorCode,
  type TokenRefusal,
} from '../errors.js';
import { countLookup } from '../observer.js';
import type { MachineTokenType } from '../options.js';

export type { MachineTokenType } from '../options.js';
import type { MachineTokenCache, Lookup } from './machine-token-cache.js';
import { connectionParts } from '../rest/connection.js';
import { send, type ApiRequest, type Connection } from '../rest/send.js';
import { nameOfToken } from '../revocations/revocation.js';
import type { DecodedJwt, JwtPayload } from '../token/decoded-jwt.js';
import { tokenCategory } from '../token/token-category.js';
import { machineRules, verifyDecodedToken, type TokenRules } from '../token/verify-token.js';
import { readActor, type Actor } from './read-actor.js';
import { readConfirmation } from './read-confirmation.js';
import { decisionTimeoutMs } from './decision-timeout-ms.js';
import { unreadableAnswer } from './unreadable-answer.js';

interface CommonToken {
  /** The token as the Backend API describes it; for a JWT made from its claims. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly id: string;
  /** Whose token it is: `user_…`, `org_…` or `mch_…`. */
  readonly subject: string;
  readonly scopes: readonly string[];
}

/** A verified machine token: what its auth object is made of. */
export type MachineToken =
  | (CommonToken & {
      readonly tokenType: 'api_key';
      readonly name: string;
      readonly claims: Readonly<Record<string, unknown>> | null;
    })
  | (CommonToken & { readonly tokenType: 'm2m_token'; readonly claims: Readonly<Record<string, unknown>> | null })
  | (CommonToken & {
      readonly tokenType: 'oauth_token';
      readonly clientId: string;
      /** Absent if the token names nobody, or something that is no audience. */
      readonly aud?: readonly string[] | undefined;
      readonly actor?: Actor | undefined;
      /** Thumbprint of the key that the token is bound to, and whose proof has yet to be verified. */
      readonly jkt?: string | undefined;
    });

/** The verified token, or why it was refused. */
export type MachineVerification =
  | { readonly ok: true; readonly token: MachineToken }
  | { readonly ok: false; readonly error: MachineTokenVerificationError };

/** What machine tokens are verified with. */
export interface MachineTokenRules {
  readonly rules: TokenRules;
  readonly connection: Connection;
  readonly machineTokenCache?: MachineTokenCache | undefined;
  /** The token comes with a proof of the key that it is bound to, and must be bound to one. Default: it must not. */
  readonly isProven?: boolean;
}

const refuse = (
  code: MachineTokenVerificationErrorCode,
  message: string,
  rest: { status?: number | undefined; cause?: unknown } = {},
) => ({ ok: false, error: new MachineTokenVerificationError({ code, message, ...rest }) }) as const;

type Call = Pick<ApiRequest, 'path' | 'body' | 'key'>;

/** Version segments do not appear in these paths; the version travels in the `Clerk-API-Version` header. */
const calls: Readonly<Record<MachineTokenType, { readonly object: string; readonly call: (token: string) => Call }>> = {
  api_key: {
    object: 'api_key',
    call: (secret) => ({ path: '/api_keys/verify', body: { secret } }),
  },
  m2m_token: {
    object: 'machine_to_machine_token',
    call: (token) => ({ path: '/m2m_tokens/verify', body: { token }, key: 'machine' }),
  },
  oauth_token: {
    object: 'clerk_idp_oauth_access_token',
    call: (token) => ({ path: '/oauth_applications/access_tokens/verify', body: { access_token: token } }),
  },
};

const names: Readonly<Record<MachineTokenType, string>> = {
  api_key: 'API key',
  m2m_token: 'M2M token',
  oauth_token: 'OAuth access token',
};

function refuseForAnswer(tokenType: MachineTokenType, error: ClerkAPIResponseError) {
  const details = { status: error.status, cause: error };
  if (error.status === 401) {
    return refuse('secret-key-invalid', error.errors[0]?.message ?? 'The Backend API refused the secret key.', details);
  }
  if (error.status === 404) return refuse('token-invalid', `${names[tokenType]} not found`, details);
  return refuse(
    'unexpected-error',
    `The ${names[tokenType]} could not be checked: the Backend API gave no usable answer.`,
    details,
  );
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

function isInAudience(accepted: readonly string[], claim: unknown): boolean {
  if (accepted.length === 0) return true;
  return (typeof claim === 'string' ? [claim] : textsOf(claim)).some((value) => accepted.includes(value));
}

/** Whether an answer is the requested object, with an owner. */
function isDescription(tokenType: MachineTokenType, body: unknown): body is Readonly<Record<string, unknown>> {
  return isRecord(body) && body['object'] === calls[tokenType].object && isText(body['id']) && isText(body['subject']);
}

/** An answer of 200 alone proves nothing: it must be the requested object, with an owner, and neither revoked nor expired. */
function readAnswer(
  tokenType: MachineTokenType,
  body: unknown,
  { rules, isProven }: MachineTokenRules,
): MachineVerification {
  if (!isDescription(tokenType, body)) {
    const cause = unreadableAnswer(`that of an ${names[tokenType]}`);
    return refuse('unexpected-error', cause.message, { cause });
  }
  // Whatever else than false they are, the token is not known to be good.
  if (Boolean(body['revoked']) || Boolean(body['expired'])) {
    return refuse('token-invalid', `The ${names[tokenType]} has been revoked or has expired.`);
  }
  if (tokenType === 'oauth_token' && !isInAudience(rules.audiences, body['aud'] ?? body['audience'])) {
    return refuse('token-verification-failed', wrongAudience);
  }
  return acceptToken(tokenType, body, isProven);
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** Picks what an auth object needs of a token's description. */
function toMachineToken(tokenType: MachineTokenType, json: Readonly<Record<string, unknown>>): MachineToken {
  const scopes = textsOf(json['scopes']);
  const claims = isRecord(json['claims']) ? json['claims'] : null;
  const common = { json, id: textOf(json['id']), subject: textOf(json['subject']), scopes };
  switch (tokenType) {
    case 'api_key':
      return { ...common, tokenType, claims, name: textOf(json['name']) };
    case 'm2m_token':
      return { ...common, tokenType, claims };
    case 'oauth_token':
      return { ...common, tokenType, clientId: textOf(json['client_id']), ...readParties(json) };
  }
}

/** For whom a token is, and who uses it. A list with something that is no name is no audience. */
function readParties(json: Readonly<Record<string, unknown>>): {
  aud?: readonly string[];
  actor?: Actor;
  jkt?: string;
} {
  const aud: readonly unknown[] = [json['aud'] ?? json['audience'] ?? []].flat();
  const names = textsOf(aud);
  const isAudience = names.length > 0 && names.length === aud.length && !names.includes('');
  const actor = readActor(json['act']);
  const jkt = readConfirmation(json['cnf']);
  return { ...(isAudience && { aud: names }), ...(actor && { actor }), ...(jkt && { jkt }) };
}

/** A token is refused if it is not known who uses it: who acts, or who has the key that it is bound to (RFC 7800). */
function acceptToken(
  tokenType: MachineTokenType,
  json: Readonly<Record<string, unknown>>,
  isProven = false,
): MachineVerification {
  const jkt = tokenType === 'oauth_token' ? readConfirmation(json['cnf']) : undefined;
  if (isProven ? !jkt : jkt !== undefined) return refuse('token-verification-failed', isProven ? notBound : bound);
  if (tokenType === 'oauth_token' && readActor(json['act']) === null) {
    return refuse(
      'token-verification-failed',
      'The OAuth access token has unknown actors (`act`): at most 8 with `sub` are expected.',
    );
  }
  return { ok: true, token: toMachineToken(tokenType, json) };
}

const bound = 'The OAuth access token is bound to a key (`cnf`): it needs a DPoP proof, and the option `dpop`.';
const notBound = 'The OAuth access token is not bound to a key by its thumbprint (`cnf.jkt`) alone.';
const wrongAudience = "The OAuth access token's audience (`aud`) is missing or not one of the accepted.";

/** The Backend API's answer about a token: its object, that it does not know it, or nothing that could be cached. */
type Answer =
  | MachineVerification
  | { readonly kind: 'object'; readonly body: unknown }
  | {
      readonly kind: 'refusal';
      readonly code: MachineTokenVerificationErrorCode;
      readonly message: string;
      readonly status?: number | undefined;
    };

/** Whether a value of a cache is an answer of this file. A cache may be shared, hold other values, or be broken. */
function isCachedAnswer(tokenType: MachineTokenType, answer: unknown): boolean {
  if (!isRecord(answer)) return false;
  if (answer['kind'] === 'object') return isDescription(tokenType, answer['body']);
  return answer['kind'] === 'refusal' && answer['code'] === 'token-invalid' && isText(answer['message']);
}

async function fetchAnswer(
  tokenType: MachineTokenType,
  token: string,
  connection: Connection,
): Promise<Lookup<Answer>> {
  try {
    const request = {
      method: 'POST',
      versioned: false,
      timeoutMs: decisionTimeoutMs,
      ...calls[tokenType].call(token),
    } as const;
    const { body } = await send(request, connection);
    const expiration: unknown = isRecord(body) ? body['expiration'] : undefined;
    const expiresAt = typeof expiration === 'number' ? expiration : undefined;
    // An answer of another kind is no answer about the token.
    const found = isDescription(tokenType, body) ? true : undefined;
    return { answer: { kind: 'object', body }, found, expiresAt };
  } catch (error) {
    if (!isClerkAPIResponseError(error)) {
      return {
        answer: refuse('unexpected-error', `The ${names[tokenType]} could not be checked.`, { cause: error }),
        found: undefined,
      };
    }
    const refusal = refuseForAnswer(tokenType, error);
    // Only "not found" is an answer about the token; after any other failure the next request fetches it again.
    if (refusal.error.code !== 'token-invalid') return { answer: refusal, found: undefined };
    const { code, message, status } = refusal.error;
    return { answer: { kind: 'refusal', code, message, status }, found: false };
  }
}

/**
 * Verifies an opaque machine token with the Backend API: one call without retries, or none if the answer is cached.
 * Only the answer is cached; audience and flags are checked each time.
 */
export async function verifyOpaqueToken(
  tokenType: MachineTokenType,
  token: string,
  rules: MachineTokenRules,
  nowMs: number,
): Promise<MachineVerification> {
  const { connection, machineTokenCache } = rules;
  const { revocations, observer } = rules.rules;
  await revocations?.ready(nowMs);
  const name = revocations || machineTokenCache ? await nameOfToken(token) : '';
  // A token that was revoked without its id being known is known by its text.
  const isRevoked = (id: string) => revocations?.isTokenRevoked(id, nowMs) ?? false;
  let isHit = machineTokenCache !== undefined;
  const load = () => {
    isHit = false;
    return fetchAnswer(tokenType, token, connection);
  };
  const isCurrent = (cached: unknown, askedAtMs: number) => {
    if (!isCachedAnswer(tokenType, cached)) return false;
    const [id, subject] = partiesOf(cached);
    const isOutdated = machineTokenCache?.isOutdated([name, id, subject], askedAtMs) ?? false;
    return !isOutdated && !(typeof subject === 'string' && askedAtMs < (revocations?.staleUntilMs(subject) ?? 0));
  };
  const find = async (): Promise<MachineVerification> => {
    if (isRevoked(name)) return refuseRevoked(tokenType);
    const identity = [tokenType, token, ...connectionParts(connection)];
    const version = () => revocations?.version ?? 0;
    const answer = machineTokenCache
      ? await machineTokenCache.getOrLoad({ identity, nowMs, load, isAnswer: isCurrent, version, observer })
      : (await load()).answer;
    if (machineTokenCache) countLookup(observer, 'machine_tokens', isHit);
    if ('ok' in answer) return answer;
    if (answer.kind === 'refusal') return refuse(answer.code, answer.message, answer);
    const result = readAnswer(tokenType, answer.body, rules);
    // It may have been revoked while the service was asked.
    return result.ok && (isRevoked(result.token.id) || isRevoked(name)) ? refuseRevoked(tokenType) : result;
  };
  const result = await find();
  if (revocations) countLookup(observer, 'revocations', !result.ok && result.error.code === 'token-revoked');
  return result;
}

const refuseRevoked = (tokenType: MachineTokenType) => refuse('token-revoked', `The ${names[tokenType]} was revoked.`);

/** The ids of the token and of its owner in a cached answer. */
function partiesOf(cached: unknown): readonly [id: unknown, subject: unknown] {
  const body = isRecord(cached) && isRecord(cached['body']) ? cached['body'] : {};
  return [body['id'], body['subject']];
}

const registeredClaims: ReadonlySet<string> = new Set(['iss', 'sub', 'exp', 'nbf', 'iat', 'jti']);

const milliseconds = (seconds: unknown) => (typeof seconds === 'number' ? seconds * 1000 : null);

/** Describes a JWT as the Backend API describes an opaque token. */
function describeJwt(claims: JwtPayload): Readonly<Record<string, unknown>> {
  return {
    id: claims.jti ?? '',
    subject: claims.sub,
    revoked: false,
    revocation_reason: null,
    expired: false,
    expiration: milliseconds(claims.exp),
    created_at: milliseconds(claims.iat),
    updated_at: milliseconds(claims.iat),
  };
}

function describeM2mJwt(claims: JwtPayload): Readonly<Record<string, unknown>> {
  const own = Object.entries(claims).filter(([name]) => !registeredClaims.has(name));
  const scopes: unknown = claims['scopes'];
  return {
    ...describeJwt(claims),
    scopes:
      typeof scopes === 'string'
        ? scopes.split(' ')
        : typeof claims.aud === 'string'
          ? [claims.aud]
          : textsOf(claims.aud),
    claims: own.length > 0 ? Object.fromEntries(own) : null,
  };
}

function describeOauthJwt(claims: JwtPayload): Readonly<Record<string, unknown>> {
  const scope: unknown = claims['scp'] ?? claims['scope'];
  return {
    ...describeJwt(claims),
    type: 'oauth_token',
    client_id: textOf(claims['client_id']),
    scopes: typeof scope === 'string' ? scope.split(' ') : textsOf(scope),
    ...(claims.aud === undefined ? {} : { aud: [claims.aud].flat() }),
    act: claims.act,
    cnf: claims['cnf'],
  };
}

function fromRefusal({ reason: code, message, unavailable, cause }: TokenRefusal) {
  if (code === 'token-revoked') return refuse(code, message);
  const reason = unavailable ? new ServiceUnavailableError(message, { cause }) : cause;
  return refuse('token-verification-failed', message, { cause: reason });
}

/**
 * Verifies an M2M or OAuth token that is a JWT, without a call of the Backend API about it.
 * @throws {ServiceUnavailableError} if the keys could not be fetched
 */
export async function verifyMachineJwt(
  tokenType: MachineTokenType,
  token: DecodedJwt,
  { rules, isProven }: MachineTokenRules,
  nowMs: number,
): Promise<MachineVerification> {
  const category = token.header.cat;
  if (tokenType === 'm2m_token' && category && category !== tokenCategory.m2m) {
    return refuse('token-invalid', 'This is not an M2M token (header `cat`).');
  }
  const headerTypes = tokenType === 'oauth_token' ? ['at+jwt', 'application/at+jwt'] : undefined;
  const result = await verifyDecodedToken(token, machineRules(rules, headerTypes), nowMs);
  if (!result.ok) return fromRefusal(result.refusal);
  if (tokenType === 'm2m_token') return { ok: true, token: toMachineToken(tokenType, describeM2mJwt(result.claims)) };
  if (!isInAudience(rules.audiences, result.claims.aud)) return refuse('token-verification-failed', wrongAudience);
  return acceptToken(tokenType, describeOauthJwt(result.claims), isProven);
}
